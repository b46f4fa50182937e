package io.nearline.server.batch;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Who is in flight, and whether one more may be. A batch takes as many places as it sends
 * statements at once, and gives each back when its statement is over. One that takes much longer
 * than others do loses them: a slow plan must not hold up quick ones. What that means is learned
 * from all batches, lest the limit be lost just when Pinot has too much to do and everything takes
 * long. Guarded by the coalescer's gate.
 */
final class Places {
  /** Shorter than this, nobody has been kept waiting who would mind. */
  static final Duration LEAST_PATIENCE = Duration.ofMillis(50);

  /** Longer than this, a batch is in nobody's way, whatever the others take. */
  static final Duration MOST_PATIENCE = Duration.ofSeconds(1);

  private static final double TIMES_THE_AVERAGE = 4;

  /** How much one batch moves the average. */
  private static final double WEIGHT = 0.1;

  private final StatementLimit limit;
  private final LongSupplier clock;

  /** The batches that hold places, in the order in which they were sent. */
  private final Set<Batch<?, ?>> holding = new LinkedHashSet<>();

  /**
   * What a batch takes from when it is sent until it is over; at first, as much as can be borne.
   */
  private double averageNanos = MOST_PATIENCE.toNanos() / TIMES_THE_AVERAGE;

  private int taken;
  private int inFlight;

  /**
   * Makes free places.
   *
   * @param clock nanoseconds, monotonic
   */
  Places(StatementLimit limit, LongSupplier clock) {
    this.limit = limit;
    this.clock = clock;
  }

  boolean isAnyFree() {
    return taken < limit.current();
  }

  /**
   * Returns whether a place is free for a batch. One beyond the least number of statements is only
   * for a batch no smaller than those of its group in flight are on average: what is sent in more
   * statements is to be sent in even ones, for a small one costs nearly as much as a large one.
   */
  boolean isFreeFor(Object group, int entities) {
    return isAnyFree() && (taken < limit.least() || isNoSmallerThanOthers(group, entities));
  }

  /**
   * Returns whether a batch that is next may be sent beyond the limit, as soon as one statement is
   * over of a batch of its group that was sent in several: so many Pinot bears, and while the last
   * of them are worked at it would be idle in part. It is to be no smaller than those in flight.
   */
  boolean mayFollow(Object group, int entities) {
    int atOnce = 0;
    for (Batch<?, ?> batch : holding) {
      if (batch.group().equals(group)) {
        atOnce = Math.max(atOnce, batch.statements());
      }
    }
    return taken < Math.min(atOnce, limit.most()) && isNoSmallerThanOthers(group, entities);
  }

  private boolean isNoSmallerThanOthers(Object group, int entities) {
    int others = 0;
    long theirs = 0;
    for (Batch<?, ?> batch : holding) {
      if (batch.group().equals(group)) {
        others++;
        theirs += batch.entities();
      }
    }
    return (long) others * entities >= theirs;
  }

  /** Returns how many statements are in flight, with a place or without. */
  int inFlight() {
    return inFlight;
  }

  /** Takes one place: how many statements a batch is sent in, only its sending tells. */
  void take(Batch<?, ?> batch) {
    batch.take(1, clock.getAsLong());
    taken++;
    inFlight++;
    holding.add(batch);
  }

  /** Takes as many places as a batch was sent in statements, for the one that it has. */
  void take(Batch<?, ?> batch, int statements) {
    int more = statements - batch.places();
    batch.take(statements, batch.sentAt());
    inFlight += more;
    if (holding.contains(batch)) {
      taken += more;
    }
  }

  /** Gives one of a batch's places back; the last one only when the batch is over. */
  void giveOneBack(Batch<?, ?> batch) {
    if (batch.places() > 1) {
      batch.giveBack(1);
      inFlight--;
      if (holding.contains(batch)) {
        taken--;
      }
    }
  }

  /** Ends a batch. */
  void giveBack(Batch<?, ?> batch) {
    lose(batch);
    inFlight -= batch.places();
    batch.giveBack(batch.places());
    averageNanos += WEIGHT * (clock.getAsLong() - batch.sentAt() - averageNanos);
  }

  /** Returns after how much time a batch may lose its places. */
  private long patienceNanos() {
    return Math.min(
        MOST_PATIENCE.toNanos(),
        Math.max(LEAST_PATIENCE.toNanos(), (long) (TIMES_THE_AVERAGE * averageNanos)));
  }

  private void lose(Batch<?, ?> batch) {
    if (holding.remove(batch)) {
      taken -= batch.places();
    }
  }

  /** Takes their places from batches that have held them for too long. */
  void loseOverdue() {
    long now = clock.getAsLong();
    holding.stream()
        .filter(batch -> now - batch.sentAt() >= patienceNanos())
        .toList()
        .forEach(this::lose);
  }

  /** Returns in how many milliseconds the first batch is overdue; empty when none holds places. */
  OptionalLong millisUntilOverdue() {
    if (holding.isEmpty()) {
      return OptionalLong.empty();
    }
    long left = holding.iterator().next().sentAt() + patienceNanos() - clock.getAsLong();
    return OptionalLong.of(Math.max(0, Duration.ofNanos(left).toMillis()) + 1);
  }
}
