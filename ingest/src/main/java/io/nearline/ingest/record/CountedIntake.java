package io.nearline.ingest.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.ingest.record.RefusedCallException.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Counts the verdicts that another intake has given, and the calls that it has refused. */
public final class CountedIntake implements ActionIntake {
  private final ActionIntake intake;
  private final Counter accepted;
  private final Counter rejected;
  private final Map<Kind, Counter> refused = new EnumMap<>(Kind.class);

  /** Counts what {@code intake} answers; the same meters whenever it is made again. */
  public CountedIntake(ActionIntake intake, MeterRegistry registry) {
    this.intake = intake;
    this.accepted = verdicts("accepted", registry);
    this.rejected = verdicts("rejected", registry);
    for (Kind kind : Kind.values()) {
      refused.put(
          kind,
          Counter.builder("nearline.ingest.record.refused")
              .description("Calls of RecordActions that were refused as a whole")
              .tag("reason", kind.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  private static Counter verdicts(String outcome, MeterRegistry registry) {
    return Counter.builder("nearline.ingest.recorded")
        .description("Actions of RecordActions by their verdict")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public CompletableFuture<List<Judgement>> record(
      int count, long bytes, Supplier<List<SentAction>> actions) {
    CompletableFuture<List<Judgement>> answer = intake.record(count, bytes, actions);
    // What is returned is the other's own answer, so that cancelling it is heard.
    var unused =
        answer.whenComplete(
            (judgements, failure) -> {
              if (failure == null) {
                judgements.forEach(this::count);
              } else {
                refusal(failure);
              }
            });
    return answer;
  }

  private void count(Judgement judgement) {
    (judgement instanceof Judgement.Accepted ? accepted : rejected).increment();
  }

  private void refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RefusedCallException call) {
      Counter counter = refused.get(call.kind());
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
