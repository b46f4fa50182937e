package io.nearline.ingest.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a thread's failure: what time heals gets a new thread, which takes up at the last
 * commit; everything else, and what time has not healed after {@value #MOST_REPLACEMENTS} attempts
 * within five minutes, ends the process. Thread-safe.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {
  static final int MOST_REPLACEMENTS = 10;
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);

  private final LongSupplier clock;
  private final Deque<Long> replacements = new ArrayDeque<>();

  /** Makes the policy over a clock of epoch milliseconds. */
  FailurePolicy(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (isTransient(failure) && mayReplace()) {
      LOG.warn("a thread failed and is replaced", failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("ingest can't go on: {}", failure.toString(), failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean isTransient(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof TaskCorruptedException
          || cause instanceof TaskMigratedException) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean mayReplace() {
    long now = clock.getAsLong();
    while (!replacements.isEmpty() && replacements.peekFirst() < now - WITHIN.toMillis()) {
      replacements.removeFirst();
    }
    if (replacements.size() >= MOST_REPLACEMENTS) {
      return false;
    }
    replacements.addLast(now);
    return true;
  }
}
