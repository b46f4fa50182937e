package io.nearline.server.batch;

import io.nearline.server.batch.Alarms.Alarm;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that waits for its answer: completed once, by whoever is first. */
final class Caller<Q, A> {
  private final Q call;
  private final Object group;
  private final int entities;
  private final Deadline deadline;
  private final CompletableFuture<A> promise = new CompletableFuture<>();

  private Optional<Object> question = Optional.empty();
  private boolean isQuestionKnown;
  private @Nullable Batch<Q, A> batch;
  private boolean waits;

  Caller(Q call, BatchWork<Q, A> work) {
    this.call = call;
    this.group = work.group(call);
    this.entities = work.entities(call);
    this.deadline = work.deadline(call);
  }

  Q call() {
    return call;
  }

  /** Returns what those whom it may be answered with have equal. */
  Object group() {
    return group;
  }

  /** Returns for how many entities it asks. */
  int entities() {
    return entities;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Returns what it asks, if others may have its answer. Guarded by the coalescer's gate. */
  Optional<Object> question(BatchWork<Q, A> work) {
    if (!isQuestionKnown) {
      question = work.question(call);
      isQuestionKnown = true;
    }
    return question;
  }

  CompletableFuture<A> promise() {
    return promise;
  }

  /** Begins to wait in a batch. Guarded by the coalescer's gate. */
  void waitIn(Batch<Q, A> waiting) {
    batch = waiting;
    waits = true;
  }

  /** Its batch is sent, or it has left. Guarded by the coalescer's gate. */
  void waitNoLonger() {
    waits = false;
  }

  /** Returns whether its batch waits. Guarded by the coalescer's gate. */
  boolean waits() {
    return waits;
  }

  /**
   * Returns the batch that it was sent with; null where it was with none, or none that it had
   * waited in. Guarded by the coalescer's gate.
   */
  @Nullable Batch<Q, A> sentBatch() {
    return waits ? null : batch;
  }

  /** Returns the batch that it waited in last. Guarded by the coalescer's gate. */
  Batch<Q, A> batch() {
    return Objects.requireNonNull(batch, "the caller has not waited");
  }

  /** Returns whether its time is out. */
  boolean isLate() {
    return deadline.remainingMillis() <= 0;
  }

  /** Returns whether it is answered, has failed or has cancelled. */
  boolean isGone() {
    return promise.isDone();
  }

  /** Watches the deadline, and does something when the caller is answered or gone. */
  void watch(Alarms alarms, Runnable whenLate, Runnable whenGone) {
    Alarm alarm = alarms.in(deadline.remainingMillis(), whenLate);
    var unused =
        promise.whenComplete(
            (answer, failure) -> {
              alarm.stop();
              whenGone.run();
            });
  }

  void answer(Supplier<A> answer) {
    if (isGone()) {
      return;
    }
    try {
      promise.complete(answer.get());
    } catch (RuntimeException | Error e) {
      promise.completeExceptionally(e);
    }
  }

  void fail(Throwable cause) {
    promise.completeExceptionally(cause);
  }

  /** Fails because too many wait. */
  void refuse(String reason) {
    fail(new PinotException(Kind.OVERLOADED, reason));
  }

  /** Fails because its time was out before it was sent. */
  void runOut() {
    fail(new PinotException(Kind.TIMEOUT, "no statement could be sent before the deadline"));
  }
}
