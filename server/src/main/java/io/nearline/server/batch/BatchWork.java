package io.nearline.server.batch;

import io.nearline.server.pinot.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * What a {@link Coalescer} does for calls, one or several at a time. Thread-safe; nothing blocks.
 *
 * @param <Q> what a caller asks
 * @param <A> what it is answered
 */
public interface BatchWork<Q, A> {

  /** Returns what calls must have equal to be done together. */
  Object group(Q call);

  /**
   * Returns what calls have equal that may be given one and the same answer; empty where a call
   * needs an answer of its own.
   */
  Optional<Object> question(Q call);

  /** Returns when a caller's time is out. */
  Deadline deadline(Q call);

  /** Returns how many entities a call asks for, at least 1. */
  int entities(Q call);

  /**
   * Returns the room of an empty batch.
   *
   * @param first who will be the first in it: it has room for any one
   */
  Room<Q> room(Q first);

  /**
   * Begins to work.
   *
   * @param calls at least one, all of one group
   * @param deadline until when it is worth working
   * @param isWanted whether any caller still waits for an answer
   */
  Started<A> start(List<Q> calls, Deadline deadline, BooleanSupplier isWanted);

  /**
   * Says how much fits into one batch. Not thread-safe.
   *
   * @param <Q> what a caller asks
   */
  interface Room<Q> {

    /** Takes a call in and returns true, or leaves it out and returns false. */
    boolean takes(Q call);
  }

  /**
   * Work that was begun. Thread-safe.
   *
   * @param <A> what a caller is answered
   */
  interface Started<A> {

    /**
     * Returns the statements that were sent at once, at least one: stages that complete when they,
     * and what follows them, are over.
     */
    List<CompletionStage<?>> statements();

    /** Returns a stage that completes when all is there, and fails when it can't be had. */
    CompletionStage<?> over();

    /** Returns whether anything came, once {@link #over} has completed. */
    boolean isAnswered();

    /**
     * Returns the answers, once {@link #over} has completed.
     *
     * @throws RuntimeException what went wrong for all, be it one call's fault
     */
    Answers<A> answers();

    /**
     * Returns the answer of a caller who can't wait until all is over.
     *
     * @param call its index among the calls
     * @throws io.nearline.server.pinot.PinotException of kind TIMEOUT when there is none
     */
    A late(int call);
  }

  /**
   * The answers of a batch.
   *
   * @param <A> what a caller is answered
   */
  interface Answers<A> {

    /**
     * Returns one caller's answer.
     *
     * @param call its index among the calls
     * @throws RuntimeException what went wrong for this caller alone
     */
    A of(int call);
  }
}
