package io.nearline.server.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.server.batch.BatchWork.Answers;
import io.nearline.server.batch.BatchWork.Started;
import io.nearline.server.batch.Gate.Admission;
import io.nearline.server.batch.Gate.Next;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls together that come while Pinot is busy. Thread-safe; nothing blocks but for the
 * moment in which another thread is in the {@link Gate}.
 *
 * <h2>Sending</h2>
 *
 * A call is sent at once, by the thread that brings it, while fewer statements are in flight than
 * {@link StatementLimit} says; else it joins its group's batch in the queue, or begins one at the
 * queue's end. The queue is drained, first come first served over all groups, whenever a batch is
 * over; and whenever a call comes, if more than the least number of statements may be in flight and
 * its batch has become as large as those of its group that are ({@link Places#isFreeFor}). So
 * nobody ever waits for others to come: batches are as large as Pinot is busy, and a caller alone
 * pays an uncontended lock.
 *
 * <p>A batch takes one place until it is sent, then as many as it sent statements at once, so the
 * last to be sent may exceed the limit. Each statement that is over gives its place back; as soon
 * as one of several is, the next batch may follow ({@link Places#mayFollow}). Who takes much longer
 * than others is no longer counted: a few slow plans must not hold up all others. Where {@link
 * QueueLimit} says that too many wait already, a call is refused at once.
 *
 * <h2>Sharing</h2>
 *
 * Who would have to wait, and asks for the same as a caller whose statement was {@linkplain
 * LastSent sent last} of its group and is still in flight, is given that one's answer: of an
 * instant before it came, by less than a statement takes, and never before that of an answer that
 * anybody of the group had been given. So hardly any of those who ask for what is hot wait.
 *
 * <h2>Deadlines</h2>
 *
 * The statements of a batch may take until the latest of its callers' deadlines, and each caller is
 * answered at its own: with what is there, if it takes a part, else with a timeout. So a short
 * deadline never fails those who can wait, and a long one never keeps those waiting who can't. For
 * a caller who was sent alone the two are the same, and no alarm is set. Who comes too late is not
 * sent; who is late or has cancelled before its batch is sent leaves the queue; a batch that all
 * have left is not sent, and of one that all leave later no further statement is.
 *
 * <h2>Failures</h2>
 *
 * A failure that may be one caller's fault (too many rows, values that make Pinot refuse the
 * statement or the answer unreadable, a defect) is nobody's yet: the callers are asked for in two
 * halves, ahead of the queue, down to one, who then gets it. What is Pinot's own state, all get.
 *
 * @param <Q> what a caller asks
 * @param <A> what it is answered
 */
public final class Coalescer<Q, A> {
  private final BatchWork<Q, A> work;
  private final Alarms alarms;
  private final BatchMeters meters;
  private final Gate<Q, A> gate;
  private final ThreadLocal<Boolean> draining = ThreadLocal.withInitial(() -> false);

  /**
   * Makes a coalescer with alarms and a clock of the caller's choice.
   *
   * @param name what its meters' names begin with
   * @param clock nanoseconds, monotonic
   */
  Coalescer(
      String name,
      BatchWork<Q, A> work,
      StatementLimit limit,
      QueueLimit queueLimit,
      Alarms alarms,
      LongSupplier clock,
      MeterRegistry registry) {
    this.work = work;
    this.alarms = alarms;
    this.gate = new Gate<>(work, limit, queueLimit, clock);
    this.meters = new BatchMeters(name, registry, gate::inFlight, gate::limit, gate::waitingCalls);
  }

  /**
   * Makes a coalescer.
   *
   * @param name what its meters' names begin with
   * @param least from so many statements in flight calls may have to wait, at least 1
   * @param most from so many they do, at least as many
   * @param queueLimit how many may wait
   */
  public static <Q, A> Coalescer<Q, A> between(
      String name,
      int least,
      int most,
      QueueLimit queueLimit,
      BatchWork<Q, A> work,
      MeterRegistry registry) {
    return new Coalescer<>(
        name,
        work,
        new StatementLimit(least, most, System::nanoTime),
        queueLimit,
        Alarms.OF_THE_JDK,
        System::nanoTime,
        registry);
  }

  /** Makes a coalescer that sends every call at once and alone. */
  public static <Q, A> Coalescer<Q, A> off(
      String name, BatchWork<Q, A> work, MeterRegistry registry) {
    return between(
        name,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        new QueueLimit(Integer.MAX_VALUE, Integer.MAX_VALUE),
        work,
        registry);
  }

  /**
   * Answers a call.
   *
   * @return the answer; who cancels it gives up the call
   */
  public CompletableFuture<A> submit(Q call) {
    Caller<Q, A> caller = new Caller<>(call, work);
    if (caller.isLate()) {
      caller.runOut();
      return caller.promise();
    }
    Admission<Q, A> admission = gate.enter(caller);
    if (admission instanceof Admission.Alone<Q, A> alone) {
      send(alone.batch());
    } else if (admission instanceof Admission.Refused<Q, A> refused) {
      refuse(caller, refused);
    } else {
      caller.watch(alarms, () -> late(caller), () -> gate.leave(caller));
      if (admission instanceof Admission.Shares<Q, A> shares) {
        share(caller, shares.other());
      } else {
        drain();
        watchPatience();
      }
    }
    return caller.promise();
  }

  private void refuse(Caller<Q, A> caller, Admission.Refused<Q, A> refused) {
    meters.refused();
    caller.refuse(refused.reason());
  }

  /** Gives a caller another's answer; where that gets none, the caller waits for one of its own. */
  private void share(Caller<Q, A> caller, Caller<Q, A> other) {
    meters.shared();
    var unused =
        other
            .promise()
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    caller.answer(() -> answer);
                  } else if (!caller.isGone()) {
                    queue(caller);
                  }
                });
  }

  private void queue(Caller<Q, A> caller) {
    if (gate.queue(caller) instanceof Admission.Refused<Q, A> refused) {
      refuse(caller, refused);
    } else {
      drain();
      watchPatience();
    }
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
    List<CompletionStage<?>> statements = started.statements();
    gate.sent(batch, statements.size());
    if (statements.size() > 1) {
      statements.forEach(statement -> watch(batch, statement));
    }
    var unused =
        started
            .over()
            .whenComplete(
                (nothing, failure) -> over(batch, failure == null ? null : Blame.cause(failure)));
  }

  private void watch(Batch<Q, A> batch, CompletionStage<?> statement) {
    var unused =
        statement.whenComplete(
            (nothing, failure) -> {
              gate.statementOver(batch);
              drain();
            });
  }

  /** Lets others be sent before the answers are worked out: Pinot need not wait for that. */
  private void over(Batch<Q, A> batch, @Nullable Throwable failure) {
    gate.over(batch, failure == null && batch.isAnswered() ? batch.entities() : 0);
    if (failure != null && batch.callers().size() > 1 && Blame.mayBeOneCallers(failure)) {
      split(batch);
      return;
    }
    drain();
    if (failure == null) {
      answer(batch);
    } else {
      batch.fail(failure);
    }
  }

  private void split(Batch<Q, A> batch) {
    meters.split();
    gate.addInHalves(batch);
    drain();
    // The halves may wait where nobody did.
    watchPatience();
  }

  private void answer(Batch<Q, A> batch) {
    if (!batch.isWanted()) {
      return;
    }
    Answers<A> answers;
    try {
      answers = batch.answers();
    } catch (RuntimeException | Error e) {
      if (batch.callers().size() == 1) {
        batch.fail(e);
      } else {
        split(batch);
      }
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
    Next<Q, A> next = gate.next();
    next.late().forEach(Caller::runOut);
    return next.batch();
  }

  private void late(Caller<Q, A> caller) {
    Batch<Q, A> sent = gate.sentBatch(caller);
    if (sent == null) {
      caller.runOut();
    } else {
      sent.answerLate(caller);
    }
  }

  /** While anybody waits, sees to it that no batch holds its places for too long. */
  private void watchPatience() {
    OptionalLong millis = gate.beginToWatchPatience();
    if (millis.isPresent()) {
      alarms.in(millis.getAsLong(), this::patienceIsOver);
    }
  }

  private void patienceIsOver() {
    gate.endPatience();
    drain();
    watchPatience();
  }
}
