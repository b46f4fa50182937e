package io.nearline.server.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.server.batch.BatchWork.Answers;
import io.nearline.server.batch.BatchWork.Started;
import io.nearline.server.batch.WaitingBatches.Taken;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls together that come while Pinot is busy. Thread-safe; nothing blocks but for the
 * moment in which another thread holds the lock, under which nothing is computed or called.
 *
 * <h2>Sending</h2>
 *
 * A call is sent at once, by the thread that brings it, while fewer statements are in flight than
 * {@link StatementLimit} says. Else it joins its group's batch in the queue, or begins one at the
 * queue's end; the queue is drained, first come first served over all groups, whenever a batch is
 * over. So nobody ever waits for others to come: batches are as large as Pinot is busy, and a
 * caller alone pays an uncontended lock. A batch takes as many places as it sends statements at
 * once; the last to be sent may exceed the limit by all but one of them, so that no plan of many
 * statements needs an idle Pinot. Whoever has been in flight for {@link #PATIENCE} is no longer
 * counted: a few slow plans must not hold up all others.
 *
 * <h2>Deadlines</h2>
 *
 * The statements of a batch may take until the latest of its callers' deadlines, and each caller is
 * answered at its own: with what is there, if it takes a part, else with a timeout. So a short
 * deadline never fails those who can wait, and a long one never keeps those waiting who can't. For
 * a caller who was sent alone the two are the same, and no alarm is set. Who is late or has
 * cancelled before its batch is sent leaves the queue; a batch that all have left is not sent.
 *
 * <h2>Failures</h2>
 *
 * A failure that may be one caller's fault (its rows are too many, its values make Pinot refuse the
 * statement or make the answer unreadable, or a defect shows) is nobody's yet: the batch's callers
 * are asked for in two halves, ahead of the queue, down to one, who then gets it. What is Pinot's
 * own state (unreachable, overloaded, too slow, incomplete) would only be made worse by asking
 * again: all get it.
 *
 * @param <Q> what a caller asks
 * @param <A> what it is answered
 */
public final class Coalescer<Q, A> {
  /** After this time a batch gives its places to others. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final BatchWork<Q, A> work;
  private final StatementLimit limit;
  private final Alarms alarms;
  private final BatchMeters meters;
  private final ThreadLocal<Boolean> draining = ThreadLocal.withInitial(() -> false);

  private final Object lock = new Object();
  private final WaitingBatches<Q, A> waiting;
  private final Places places;
  private boolean patienceIsWatched;

  /**
   * Makes a coalescer with alarms and a clock of the caller's choice.
   *
   * @param clock nanoseconds, monotonic
   */
  Coalescer(
      BatchWork<Q, A> work,
      StatementLimit limit,
      Alarms alarms,
      LongSupplier clock,
      MeterRegistry registry) {
    this.work = work;
    this.limit = limit;
    this.alarms = alarms;
    this.waiting = new WaitingBatches<>(work);
    this.places = new Places(limit, PATIENCE, clock);
    this.meters =
        new BatchMeters(
            registry,
            () -> locked(places::inFlight),
            () -> locked(places::limit),
            () -> locked(waiting::calls));
  }

  /**
   * Makes a coalescer.
   *
   * @param least from so many statements in flight calls may have to wait, at least 1
   * @param most from so many they do, at least as many
   */
  public static <Q, A> Coalescer<Q, A> between(
      int least, int most, BatchWork<Q, A> work, MeterRegistry registry) {
    return new Coalescer<>(
        work,
        new StatementLimit(least, most, System::nanoTime),
        Alarms.OF_THE_JDK,
        System::nanoTime,
        registry);
  }

  /** Makes a coalescer that sends every call at once and alone. */
  public static <Q, A> Coalescer<Q, A> off(BatchWork<Q, A> work, MeterRegistry registry) {
    return between(Integer.MAX_VALUE, Integer.MAX_VALUE, work, registry);
  }

  private int locked(IntSupplier value) {
    synchronized (lock) {
      return value.getAsInt();
    }
  }

  /**
   * Answers a call.
   *
   * @return the answer; who cancels it gives up the call
   */
  public CompletableFuture<A> submit(Q call) {
    Caller<Q, A> caller = new Caller<>(call, work.deadline(call));
    Batch<Q, A> alone = null;
    synchronized (lock) {
      if (waiting.isEmpty() && places.isAnyFree()) {
        alone = Batch.of(caller);
        places.take(alone, work.statements(call));
      } else {
        waiting.add(caller);
      }
    }
    if (alone != null) {
      send(alone);
    } else {
      caller.watch(alarms, () -> late(caller), () -> leave(caller));
      watchPatience();
    }
    return caller.promise();
  }

  private void send(Batch<Q, A> batch) {
    meters.sent(batch.callers().size());
    Started<A> started;
    try {
      started = batch.start(work);
    } catch (RuntimeException | Error e) {
      over(batch, e);
      return;
    }
    var unused =
        started
            .over()
            .whenComplete(
                (nothing, failure) -> over(batch, failure == null ? null : cause(failure)));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Lets others be sent before the answers are worked out: Pinot need not wait for that. */
  private void over(Batch<Q, A> batch, @Nullable Throwable failure) {
    boolean split = failure != null && batch.callers().size() > 1 && mayBeOneCallersFault(failure);
    synchronized (lock) {
      places.giveBack(batch);
      if (waiting.isEmpty()) {
        limit.overWithNobodyWaiting();
      } else {
        limit.overWithOthersWaiting(failure == null ? entities(batch) : 0);
      }
      if (split) {
        waiting.addInHalves(batch);
      }
    }
    drain();
    if (failure == null) {
      answer(batch);
    } else if (split) {
      meters.split();
    } else {
      batch.fail(failure);
    }
  }

  private int entities(Batch<Q, A> batch) {
    return batch.callers().stream().mapToInt(caller -> work.entities(caller.call())).sum();
  }

  private static boolean mayBeOneCallersFault(Throwable failure) {
    return !(failure instanceof PinotException pinot)
        || pinot instanceof TooManyRowsException
        || pinot.kind() == Kind.REFUSED;
  }

  private void answer(Batch<Q, A> batch) {
    if (batch.callers().stream().allMatch(Caller::isGone)) {
      return;
    }
    Answers<A> answers;
    try {
      answers = batch.answers();
    } catch (RuntimeException | Error e) {
      if (batch.callers().size() == 1) {
        batch.fail(e);
        return;
      }
      synchronized (lock) {
        waiting.addInHalves(batch);
      }
      meters.split();
      drain();
      return;
    }
    batch.answer(answers);
  }

  /**
   * Sends what may be sent. What is over at once has others sent by the loop that sent it, not by a
   * loop within.
   */
  private void drain() {
    if (draining.get()) {
      return;
    }
    draining.set(true);
    try {
      for (Batch<Q, A> next = next(); next != null; next = next()) {
        send(next);
      }
    } finally {
      draining.remove();
    }
  }

  /** Returns the next batch that may be sent; those who are too late for it fail. */
  private @Nullable Batch<Q, A> next() {
    List<Caller<Q, A>> late = new ArrayList<>();
    Batch<Q, A> next = null;
    synchronized (lock) {
      while (next == null && places.isAnyFree() && !waiting.isEmpty()) {
        Taken<Q, A> taken = waiting.removeFirst();
        late.addAll(taken.late());
        if (!taken.batch().callers().isEmpty()) {
          next = taken.batch();
          places.take(next, statements(next));
        }
      }
    }
    late.forEach(Caller::runOut);
    return next;
  }

  private int statements(Batch<Q, A> batch) {
    return batch.callers().stream()
        .mapToInt(caller -> work.statements(caller.call()))
        .max()
        .orElseThrow();
  }

  private void late(Caller<Q, A> caller) {
    boolean waits;
    Batch<Q, A> batch;
    synchronized (lock) {
      waits = caller.waits();
      batch = caller.batch();
    }
    if (waits) {
      caller.runOut();
    } else {
      batch.answerLate(caller);
    }
  }

  private void leave(Caller<Q, A> caller) {
    synchronized (lock) {
      waiting.leave(caller);
    }
  }

  /** While anybody waits, sees to it that no batch holds its places for too long. */
  private void watchPatience() {
    OptionalLong millis;
    synchronized (lock) {
      millis = places.millisUntilOverdue();
      if (patienceIsWatched || waiting.isEmpty() || millis.isEmpty()) {
        return;
      }
      patienceIsWatched = true;
    }
    alarms.in(millis.getAsLong(), this::patienceIsOver);
  }

  private void patienceIsOver() {
    synchronized (lock) {
      patienceIsWatched = false;
      if (!waiting.isEmpty()) {
        places.loseOverdue();
      }
    }
    drain();
    watchPatience();
  }
}
