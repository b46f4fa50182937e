package io.nearline.server.batch;

import io.nearline.server.batch.BatchWork.Room;
import io.nearline.server.batch.BatchWork.Started;
import io.nearline.server.pinot.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Callers who are answered together. It waits, then it is sent, then it is over. Guarded by the
 * coalescer's gate until it is sent; its callers don't change from then on.
 */
final class Batch<Q, A> {
  private final Object group;
  private final @Nullable Room<Q> room;
  private final List<Caller<Q, A>> callers = new ArrayList<>();
  private volatile @Nullable Started<A> started;

  private int entities;
  private int statements;
  private int places;
  private long sentAt;

  /**
   * Makes an empty batch.
   *
   * @param room what more fits in; null: nobody may join
   */
  Batch(Object group, @Nullable Room<Q> room) {
    this.group = group;
    this.room = room;
  }

  /** Returns the batch of callers whom nobody joins. */
  static <Q, A> Batch<Q, A> of(Object group, List<Caller<Q, A>> callers) {
    Batch<Q, A> batch = new Batch<>(group, null);
    callers.forEach(batch::add);
    return batch;
  }

  private void add(Caller<Q, A> caller) {
    callers.add(caller);
    entities += caller.entities();
  }

  /**
   * Notes what it takes to send it.
   *
   * @param statementsAtOnce how many statements are sent at once, each of which takes a place
   * @param nanos when, by the coalescer's clock
   */
  void take(int statementsAtOnce, long nanos) {
    statements = statementsAtOnce;
    places = statementsAtOnce;
    sentAt = nanos;
  }

  /** Notes that some of its statements are over. */
  void giveBack(int freed) {
    places -= freed;
  }

  /** Returns how many statements were sent at once. */
  int statements() {
    return statements;
  }

  /**
   * Returns how many places it takes: one until it is sent, then one for each statement that is not
   * over, the last one until the batch is.
   */
  int places() {
    return places;
  }

  long sentAt() {
    return sentAt;
  }

  Object group() {
    return group;
  }

  /** Returns the callers: in the order in which they came. */
  List<Caller<Q, A>> callers() {
    return callers;
  }

  /** Adds a caller, if there is room. */
  boolean join(Caller<Q, A> caller) {
    if (room == null || !room.takes(caller.call())) {
      return false;
    }
    add(caller);
    return true;
  }

  /** Takes a caller out who has joined. */
  void leave(Caller<Q, A> caller) {
    callers.remove(caller);
    entities -= caller.entities();
  }

  /**
   * Begins the work. Each caller's own deadline is watched by its alarm: the work itself may take
   * as long as any of them waits.
   */
  Started<A> start(BatchWork<Q, A> work) {
    Deadline latest = callers.get(0).deadline();
    for (Caller<Q, A> caller : callers) {
      latest = latest.orLater(caller.deadline());
    }
    Started<A> begun =
        work.start(callers.stream().map(Caller::call).toList(), latest, this::isWanted);
    started = begun;
    return begun;
  }

  /** Returns whether any caller still waits for an answer. */
  boolean isWanted() {
    for (Caller<Q, A> caller : callers) {
      if (!caller.isGone()) {
        return true;
      }
    }
    return false;
  }

  /** Returns for how many entities its callers ask. */
  int entities() {
    return entities;
  }

  /** Answers each caller who still waits. */
  void answer(BatchWork.Answers<A> answers) {
    for (int i = 0; i < callers.size(); i++) {
      int index = i;
      callers.get(i).answer(() -> answers.of(index));
    }
  }

  private Started<A> started() {
    return Objects.requireNonNull(started, "the batch was not started");
  }

  /** Returns whether anything came, once the work is over. */
  boolean isAnswered() {
    return started().isAnswered();
  }

  /** Returns the answers of all, once the work is over. */
  BatchWork.Answers<A> answers() {
    return started().answers();
  }

  /** Answers a caller whose time is out before the work is over. */
  void answerLate(Caller<Q, A> caller) {
    Started<A> begun = started;
    if (begun == null) {
      caller.runOut();
    } else {
      int index = callers.indexOf(caller);
      caller.answer(() -> begun.late(index));
    }
  }

  void fail(Throwable cause) {
    callers.forEach(caller -> caller.fail(cause));
  }
}
