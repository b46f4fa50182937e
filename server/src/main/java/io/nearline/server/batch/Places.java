package io.nearline.server.batch;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Who is in flight, and whether one more may be. A batch takes as many places as it sends
 * statements at once. Guarded by the coalescer's lock.
 */
final class Places {
  private final StatementLimit limit;
  private final long patienceNanos;
  private final LongSupplier clock;

  /** The batches that hold places, in the order in which they were sent. */
  private final Set<Batch<?, ?>> holding = new LinkedHashSet<>();

  private int taken;
  private int inFlight;

  /**
   * Makes free places.
   *
   * @param patience after this time a batch may lose its places to others
   * @param clock nanoseconds, monotonic
   */
  Places(StatementLimit limit, Duration patience, LongSupplier clock) {
    this.limit = limit;
    this.patienceNanos = patience.toNanos();
    this.clock = clock;
  }

  boolean isAnyFree() {
    return taken < limit.current();
  }

  /** Returns how many statements are in flight, with a place or without. */
  int inFlight() {
    return inFlight;
  }

  void take(Batch<?, ?> batch, int statements) {
    batch.take(statements, clock.getAsLong());
    taken += statements;
    inFlight += statements;
    holding.add(batch);
  }

  /** Ends a batch. */
  void giveBack(Batch<?, ?> batch) {
    lose(batch);
    inFlight -= batch.statements();
  }

  private void lose(Batch<?, ?> batch) {
    if (holding.remove(batch)) {
      taken -= batch.statements();
    }
  }

  /** Takes their places from batches that have held them for too long. */
  void loseOverdue() {
    long now = clock.getAsLong();
    holding.stream()
        .filter(batch -> now - batch.sentAt() >= patienceNanos)
        .toList()
        .forEach(this::lose);
  }

  /** Returns in how many milliseconds the first batch is overdue; empty when none holds places. */
  OptionalLong millisUntilOverdue() {
    if (holding.isEmpty()) {
      return OptionalLong.empty();
    }
    long left = holding.iterator().next().sentAt() + patienceNanos - clock.getAsLong();
    return OptionalLong.of(Math.max(0, Duration.ofNanos(left).toMillis()) + 1);
  }
}
