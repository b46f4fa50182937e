package io.nearline.ingest.record;

import io.nearline.ingest.configuration.Recording;
import io.nearline.ingest.record.RefusedCallException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges and records, within the bounds of {@link Recording}. A call is answered when Kafka has
 * acknowledged all of its accepted actions, or it fails as a whole: then nothing is said of its
 * actions, and repeating it is harmless, since an event id becomes an action once.
 */
public final class Recorder implements ActionIntake {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** What a call takes besides its own bytes, so that many empty ones are bounded too. */
  private static final int CALL_OVERHEAD_BYTES = 1024;

  private static final String REPEAT =
      "; none, some or all of the actions may be recorded: repeat the call, an event id counts once";

  private final Recording recording;
  private final Judge judge;
  private final RecordedTopic topic;
  private final Executor executor;
  private final LongSupplier clock;
  private final BytesInFlight inFlight;

  /**
   * Makes the recorder.
   *
   * @param executor runs what may wait for Kafka's metadata
   * @param clock the time in epoch milliseconds
   */
  public Recorder(
      Recording recording,
      Judge judge,
      RecordedTopic topic,
      Executor executor,
      LongSupplier clock) {
    this.recording = recording;
    this.judge = judge;
    this.topic = topic;
    this.executor = executor;
    this.clock = clock;
    // A call of the most bytes always fits in while there is no other.
    this.inFlight = new BytesInFlight((long) recording.mostBytesInFlight() + CALL_OVERHEAD_BYTES);
  }

  @Override
  public CompletableFuture<List<Judgement>> record(
      int count, long bytes, Supplier<List<SentAction>> actions) {
    if (count == 0) {
      return refused(Kind.EMPTY, "actions: none (expected: 1 to " + recording.mostActions() + ")");
    }
    if (count > recording.mostActions()) {
      return refused(
          Kind.TOO_LARGE,
          "actions: " + count + " (expected: at most " + recording.mostActions() + ")");
    }
    if (bytes > recording.mostBytes()) {
      return refused(
          Kind.TOO_LARGE,
          "actions: " + bytes + " bytes (expected: at most " + recording.mostBytes() + " bytes)");
    }
    long taken = bytes + CALL_OVERHEAD_BYTES;
    if (!inFlight.take(taken)) {
      return refused(
          Kind.OVERLOADED,
          "actions: Kafka has yet to acknowledge those of other calls (expected: at most "
              + recording.mostBytesInFlight()
              + " bytes under way)");
    }
    CompletableFuture<List<Judgement>> answer = new CompletableFuture<>();
    CompletableFuture<List<Judgement>> work =
        CompletableFuture.supplyAsync(() -> judge(actions.get()), executor)
            .thenCompose(judgements -> write(judgements, answer));
    var unusedWork =
        work.whenComplete(
            (judgements, failure) -> {
              inFlight.give(taken);
              if (failure == null) {
                answer.complete(judgements);
              } else {
                answer.completeExceptionally(refusal(failure));
              }
            });
    CompletableFuture<List<Judgement>> told =
        answer
            .orTimeout(recording.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
    var unusedTold =
        told.whenComplete(
            (judgements, failure) -> {
              if (told.isCancelled()) {
                answer.cancel(false);
              }
            });
    return told;
  }

  private List<Judgement> judge(List<SentAction> actions) {
    long now = clock.getAsLong();
    List<Judgement> judgements = new ArrayList<>(actions.size());
    actions.forEach(action -> judgements.add(judge.judge(action, now)));
    return judgements;
  }

  private CompletableFuture<List<Judgement>> write(
      List<Judgement> judgements, CompletableFuture<List<Judgement>> answer) {
    if (answer.isDone()) {
      return CompletableFuture.completedFuture(judgements); // nobody waits for it any more
    }
    List<Judgement.Accepted> accepted = new ArrayList<>(judgements.size());
    for (Judgement judgement : judgements) {
      if (judgement instanceof Judgement.Accepted one) {
        accepted.add(one);
      }
    }
    return topic.write(accepted).thenApply(written -> judgements);
  }

  private static CompletableFuture<List<Judgement>> refused(Kind kind, String message) {
    return CompletableFuture.failedFuture(new RefusedCallException(kind, message));
  }

  private Throwable refusal(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RefusedCallException) {
      return cause;
    }
    if (cause instanceof TimeoutException
        || cause instanceof RetriableException
        || cause instanceof IllegalStateException) {
      return new RefusedCallException(
          Kind.UNAVAILABLE,
          "Kafka has not acknowledged the actions within "
              + recording.timeout().toMillis()
              + " ms"
              + REPEAT);
    }
    LOG.error("actions can't be recorded", cause);
    return new RefusedCallException(
        Kind.FAILED, "Kafka refuses the actions; the log of ingest says why" + REPEAT);
  }
}
