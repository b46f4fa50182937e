package io.nearline.server.batch;

import io.nearline.server.batch.WaitingBatches.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may be sent, who waits and who is turned back: all that the threads of a {@link Coalescer}
 * share, behind one lock, under which nothing is sent, answered or evaluated. Thread-safe.
 */
final class Gate<Q, A> {
  private final StatementLimit limit;
  private final QueueLimit queueLimit;
  private final WaitingBatches<Q, A> waiting;
  private final LastSent<Q, A> lastSent;
  private final Places places;
  private boolean patienceIsWatched;

  /**
   * Makes a gate that nobody has passed.
   *
   * @param clock nanoseconds, monotonic
   */
  Gate(BatchWork<Q, A> work, StatementLimit limit, QueueLimit queueLimit, LongSupplier clock) {
    this.limit = limit;
    this.queueLimit = queueLimit;
    this.waiting = new WaitingBatches<>(work);
    this.lastSent = new LastSent<>(work);
    this.places = new Places(limit, clock);
  }

  /** What becomes of a call that comes. */
  sealed interface Admission<Q, A> {

    /** It is to be sent at once. */
    record Alone<Q, A>(Batch<Q, A> batch) implements Admission<Q, A> {}

    /** It is to have another caller's answer, which is on its way. */
    record Shares<Q, A>(Caller<Q, A> other) implements Admission<Q, A> {}

    /** It waits. */
    record Waits<Q, A>() implements Admission<Q, A> {}

    /** Too many wait. */
    record Refused<Q, A>(String reason) implements Admission<Q, A> {}
  }

  /** Lets a caller in, if it may. */
  synchronized Admission<Q, A> enter(Caller<Q, A> caller) {
    if (waiting.isEmpty() && maySend(caller.group(), caller.entities())) {
      Batch<Q, A> alone = Batch.of(caller.group(), List.of(caller));
      take(alone);
      return new Admission.Alone<>(alone);
    }
    Optional<Caller<Q, A>> other = lastSent.asksTheSame(caller);
    return other.isPresent() ? new Admission.Shares<>(other.get()) : queue(caller);
  }

  private boolean maySend(Object group, int entities) {
    return places.isFreeFor(group, entities) || places.mayFollow(group, entities);
  }

  private void take(Batch<Q, A> batch) {
    places.take(batch);
    lastSent.sent(batch);
  }

  /** Lets a caller wait, if there is room. */
  synchronized Admission<Q, A> queue(Caller<Q, A> caller) {
    if (queueLimit.isReached(waiting.calls(), waiting.entities())) {
      return new Admission.Refused<>(queueLimit.refusal(waiting.calls(), waiting.entities()));
    }
    waiting.add(caller);
    return new Admission.Waits<>();
  }

  /**
   * Takes the next batch that may be sent.
   *
   * @return the batch, if there is one, and those who are too late to be in a batch
   */
  synchronized Next<Q, A> next() {
    List<Caller<Q, A>> late = new ArrayList<>();
    Taken<Q, A> taken = removeFirst();
    while (taken != null) {
      late.addAll(taken.late());
      if (!taken.batch().callers().isEmpty()) {
        take(taken.batch());
        return new Next<>(taken.batch(), late);
      }
      taken = removeFirst();
    }
    return new Next<>(null, late);
  }

  private @Nullable Taken<Q, A> removeFirst() {
    return places.isAnyFree()
        ? waiting.removeFirst(batch -> places.isFreeFor(batch.group(), batch.entities()))
        : waiting.removeNext(batch -> places.mayFollow(batch.group(), batch.entities()));
  }

  /**
   * Who is next.
   *
   * @param batch what is to be sent; null: nothing
   * @param late those who are too late to be sent
   */
  record Next<Q, A>(@Nullable Batch<Q, A> batch, List<Caller<Q, A>> late) {}

  /** A batch was sent, in so many statements at once. */
  synchronized void sent(Batch<Q, A> batch, int statements) {
    places.take(batch, statements);
  }

  /** One of a batch's statements is over. */
  synchronized void statementOver(Batch<Q, A> batch) {
    places.giveOneBack(batch);
  }

  /**
   * A batch is over.
   *
   * @param answeredEntities of how many entities something came
   */
  synchronized void over(Batch<Q, A> batch, int answeredEntities) {
    places.giveBack(batch);
    lastSent.over(batch);
    if (waiting.isEmpty()) {
      limit.overWithNobodyWaiting(answeredEntities, batch.statements());
    } else {
      limit.overWithOthersWaiting(answeredEntities, batch.statements());
    }
  }

  /** Has a batch's callers wait again, in two halves and ahead of all. */
  synchronized void addInHalves(Batch<Q, A> batch) {
    waiting.addInHalves(batch);
  }

  /** Takes a caller out, if it waits. */
  synchronized void leave(Caller<Q, A> caller) {
    waiting.leave(caller);
  }

  /** Returns the batch that a caller who had to wait was sent with; null while it was not. */
  synchronized @Nullable Batch<Q, A> sentBatch(Caller<Q, A> caller) {
    return caller.sentBatch();
  }

  /**
   * Returns in how many milliseconds somebody must see whether a batch holds its places for too
   * long, and takes it that the caller will; empty when nobody waits, or somebody does already.
   */
  synchronized OptionalLong beginToWatchPatience() {
    OptionalLong millis = places.millisUntilOverdue();
    if (patienceIsWatched || waiting.isEmpty() || millis.isEmpty()) {
      return OptionalLong.empty();
    }
    patienceIsWatched = true;
    return millis;
  }

  /** Takes their places from batches that have held them for too long, if anybody waits. */
  synchronized void endPatience() {
    patienceIsWatched = false;
    if (!waiting.isEmpty()) {
      places.loseOverdue();
    }
  }

  /** Returns how many calls wait. */
  synchronized int waitingCalls() {
    return waiting.calls();
  }

  /** Returns how many statements are in flight. */
  synchronized int inFlight() {
    return places.inFlight();
  }

  /** Returns how many statements in flight make calls wait. */
  synchronized int limit() {
    return limit.current();
  }
}
