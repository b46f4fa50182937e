package io.nearline.server.serving;

import io.nearline.server.batch.BatchWork.Answers;
import io.nearline.server.batch.BatchWork.Started;
import io.nearline.server.batch.Lookup.Completeness;
import io.nearline.server.batch.LookupAnswer;
import io.nearline.server.batch.Lookups;
import io.nearline.server.batch.PendingLookup;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.plan.Plan;
import io.nearline.server.vector.BatchKeys;
import io.nearline.server.vector.BatchValues;
import io.nearline.server.vector.HeardFreshness;
import io.nearline.server.vector.VectorAssembler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The features of some requests of a plan, on their way. Thread-safe. */
final class StartedFeatures implements Started<FeatureResult> {
  private final List<BoundRequest> calls;
  private final List<BatchKeys> keys;
  private final List<PendingLookup> pending;
  private final HeardFreshness heard;
  private final long asOfMillis;
  private final CompletableFuture<List<LookupAnswer>> answers;
  private @Nullable Part part;

  StartedFeatures(
      List<BoundRequest> calls,
      List<BatchKeys> keys,
      List<PendingLookup> pending,
      HeardFreshness heard,
      long asOfMillis) {
    this.calls = calls;
    this.keys = keys;
    this.pending = pending;
    this.heard = heard;
    this.asOfMillis = asOfMillis;
    this.answers =
        Lookups.inOrder(
                pending.stream().map(lookup -> lookup.answer().toCompletableFuture()).toList())
            .toCompletableFuture();
  }

  @Override
  public List<CompletionStage<?>> statements() {
    List<CompletionStage<?>> all = new ArrayList<>();
    pending.forEach(lookup -> all.addAll(lookup.statements()));
    return all;
  }

  @Override
  public CompletionStage<?> over() {
    return answers;
  }

  @Override
  public boolean isAnswered() {
    return answers.join().stream()
        .flatMap(lookup -> lookup.statements().stream())
        .anyMatch(statement -> !statement.chunks().isEmpty());
  }

  @Override
  public Answers<FeatureResult> answers() {
    BatchValues values = values(answers.join());
    if (calls.size() > 1) {
      values
          .spreadingFailure()
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
    return call -> result(values, call);
  }

  @Override
  public FeatureResult late(int call) {
    PinotException timeout =
        PinotException.noAnswerInTime(plan().lookups().get(0).entity().table().table());
    if (calls.get(call).completeness() == Completeness.ALL_OR_NOTHING) {
      throw timeout;
    }
    return result(part(timeout), call);
  }

  /** Evaluates what there is, once for all who are late before more comes. */
  private synchronized BatchValues part(PinotException timeout) {
    int over = pending.stream().mapToInt(PendingLookup::over).sum();
    Part known = part;
    if (known == null || known.over() != over) {
      known =
          new Part(over, values(pending.stream().map(lookup -> lookup.soFar(timeout)).toList()));
      part = known;
    }
    return known.values();
  }

  /**
   * What there is before all is.
   *
   * @param over how many statements had been over
   */
  private record Part(int over, BatchValues values) {}

  private Plan plan() {
    return calls.get(0).plan();
  }

  private BatchValues values(List<LookupAnswer> parts) {
    return BatchValues.of(plan(), keys, parts, heard, asOfMillis, calls.get(0).values());
  }

  private FeatureResult result(BatchValues values, int call) {
    BoundRequest request = calls.get(call);
    VectorAssembler.Assembled assembled =
        VectorAssembler.assemble(
            values, call, request.values(), request.maxStaleness(), request.completeness());
    return new FeatureResult(
        assembled.vectors(),
        asOfMillis,
        assembled.freshThroughMillis(),
        plan().definitionVersion());
  }
}
