package io.nearline.server.batch;

import java.util.function.LongSupplier;

/**
 * How many statements may be in flight at once: the number that gets the most entities answered.
 *
 * <p>Fewer statements in flight let more callers wait, which makes batches larger, and an entity of
 * a large batch costs Pinot a small part of what a lone one does; too few leave Pinot's processors
 * idle. Where between these the best number is depends on Pinot's size and on the statements, and
 * changes with both, so it is climbed to: while callers wait, the entities answered in a second are
 * counted, and after each {@linkplain #WINDOW_NANOS window} the number takes a step. It goes on in
 * the direction in which it went when there was more; it turns back when there was less; where
 * there is about as much, it takes the smaller number, since what is in flight costs memory and
 * latency. Latency itself, by which limits like TCP Vegas or Netflix' gradient go, says nothing
 * here: it grows with the batches, which is what is wanted.
 *
 * <p>Windows in which nobody waited say nothing about the limit, since it held nobody back: they
 * count for nothing. Guarded by the coalescer's lock.
 */
final class StatementLimit {
  /** Long enough for many statements: the throughput of a few is noise. */
  static final long WINDOW_NANOS = 100_000_000;

  /** A window lasts until so many batches have ended, too. */
  static final int LEAST_BATCHES = 16;

  /** By so much throughput must change, as a part of 1, to count as changed. */
  private static final double NOISE = 0.03;

  private final int least;
  private final int most;
  private final LongSupplier clock;
  private int current;
  private int step = 1;
  private double last;
  private long began;
  private long entities;
  private int batches = -1;

  /**
   * Starts with the least.
   *
   * @param least at least 1
   * @param most at least as many
   * @param clock nanoseconds, monotonic
   */
  StatementLimit(int least, int most, LongSupplier clock) {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "statements in flight: " + least + " to " + most + " (expected: 1 <= least <= most)");
    }
    this.least = least;
    this.most = most;
    this.clock = clock;
    this.current = least;
  }

  /** Returns the number. */
  int current() {
    return current;
  }

  /** Counts a batch that is over while others wait. */
  void overWithOthersWaiting(int answeredEntities) {
    if (least == most) {
      return;
    }
    long now = clock.getAsLong();
    if (batches < 0) {
      began = now;
      entities = 0;
      batches = 0;
      return;
    }
    entities += answeredEntities;
    batches++;
    if (batches >= LEAST_BATCHES && now - began >= WINDOW_NANOS) {
      climb((double) entities / (now - began));
      began = now;
      entities = 0;
      batches = 0;
    }
  }

  /** Counts a batch that is over while nobody waits. */
  void overWithNobodyWaiting() {
    batches = -1;
  }

  private void climb(double throughput) {
    if (throughput < last * (1 - NOISE)) {
      step = -step;
    } else if (throughput <= last * (1 + NOISE)) {
      step = -1;
    }
    last = throughput;
    int next = current + step;
    if (next < least || next > most) {
      step = -step;
      next = current + step;
    }
    current = next;
  }
}
