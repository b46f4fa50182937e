package io.nearline.ingest.record;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Takes calls' actions. Thread-safe; never blocks. */
@FunctionalInterface
public interface ActionIntake {

  /**
   * Judges the actions of a call and records those that are accepted.
   *
   * @param count how many actions there are
   * @param bytes how large the call is
   * @param actions gives the actions; called at most once, on another thread
   * @return the judgements in order, once Kafka has every accepted action; or a {@link
   *     RefusedCallException}, after which none, some or all of the actions may be recorded.
   *     Cancelling it is heard until the actions are written.
   */
  CompletableFuture<List<Judgement>> record(
      int count, long bytes, Supplier<List<SentAction>> actions);

  /** Returns an intake that refuses every call. */
  static ActionIntake refusing(RefusedCallException.Kind kind, String message) {
    return (count, bytes, actions) ->
        CompletableFuture.failedFuture(new RefusedCallException(kind, message));
  }
}
