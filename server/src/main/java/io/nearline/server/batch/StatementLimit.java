package io.nearline.server.batch;

import java.util.function.LongSupplier;

/**
 * How many statements may be in flight at once: the smallest number with which about as many
 * entities are answered as with more.
 *
 * <p>Fewer statements in flight let more callers wait, which makes batches larger, and an entity of
 * a large batch costs Pinot a small part of what a lone one does; too few leave Pinot's processors
 * idle. Where between these the best number is depends on Pinot's size and on the statements, and
 * changes with both, so it is looked for: while callers wait, the entities answered in a second are
 * counted in {@linkplain #WINDOW_NANOS windows}. Now and then another number is tried for one
 * window, half as many more or a third fewer by turns, but always so many that one batch more or
 * fewer is in flight, and held against the windows before and after it. More statements must pay,
 * by a {@linkplain #GAIN tenth}; fewer need only do about as well, since what is in flight costs
 * processors, memory and latency. A number that does so {@value #WINS} times in a row is taken, and
 * the same direction tried again at once; one that does not is let alone the longer, the more often
 * tries have failed. So noise moves the number seldom, and trying costs little. Latency itself, by
 * which limits like TCP Vegas or Netflix' gradient go, says nothing here: it grows with the
 * batches, which is what is wanted.
 *
 * <p>While nobody waits the limit holds nobody back, and nothing is tried. But a try goes on when
 * nobody waits any more, for that may be what more statements bring; it is given up when its window
 * becomes {@linkplain #LONGEST_WINDOW_NANOS so long} that the load must have gone. Guarded by the
 * coalescer's gate.
 */
final class StatementLimit {
  /** Long enough for many statements: the throughput of a few is noise. */
  static final long WINDOW_NANOS = 100_000_000;

  /** A try whose window has not ended by then says nothing. */
  static final long LONGEST_WINDOW_NANOS = 50 * WINDOW_NANOS;

  /** A window lasts until so many batches have ended, too. */
  static final int LEAST_BATCHES = 16;

  /** Times as many entities must be answered for more statements to pay. */
  static final double GAIN = 1.1;

  /** Times as many entities must be answered for fewer statements to do as well. */
  private static final double ABOUT_AS_MUCH = 0.97;

  /** So often in a row a number must be good enough. */
  private static final int WINS = 2;

  /** The most windows from one try to the next. */
  private static final int LONGEST_REST = 32;

  private enum Phase {
    /** The number is what it is. */
    REST,
    /** Another number is tried. */
    TRY,
    /** The number is what it was before the try. */
    AGAIN
  }

  private final int least;
  private final int most;
  private final LongSupplier clock;

  private Phase phase = Phase.REST;
  private int number;
  private int tried;
  private boolean tryMore = true;
  private int wins;
  private int rest = 1;
  private int restLeft = 1;
  private double before;
  private double during;

  private long began;
  private long entities;
  private long statements;
  private int batches = -1;

  /** How many statements a batch sends at once, on average. */
  private int ofABatch = 1;

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
    this.number = least;
    this.tried = least;
  }

  /** Returns the number. */
  int current() {
    return phase == Phase.TRY ? tried : number;
  }

  /** Returns the least that it may be. */
  int least() {
    return least;
  }

  /** Returns the most that it may be. */
  int most() {
    return most;
  }

  /**
   * Counts a batch that is over while others wait.
   *
   * @param sentStatements how many it sent at once
   */
  void overWithOthersWaiting(int answeredEntities, int sentStatements) {
    if (least < most) {
      over(answeredEntities, sentStatements);
    }
  }

  private void over(int answeredEntities, int sentStatements) {
    long now = clock.getAsLong();
    if (batches < 0) {
      beginWindow(now);
      return;
    }
    if (phase != Phase.REST && now - began > LONGEST_WINDOW_NANOS) {
      restFor(rest);
      beginWindow(now);
      return;
    }
    entities += answeredEntities;
    statements += sentStatements;
    batches++;
    if (batches >= LEAST_BATCHES && now - began >= WINDOW_NANOS) {
      windowIsOver((double) entities / (now - began));
      beginWindow(now);
    }
  }

  private void beginWindow(long now) {
    began = now;
    entities = 0;
    statements = 0;
    batches = 0;
  }

  /**
   * Counts a batch that is over while nobody waits.
   *
   * @param sentStatements how many it sent at once
   */
  void overWithNobodyWaiting(int answeredEntities, int sentStatements) {
    if (phase == Phase.REST) {
      batches = -1;
    } else {
      over(answeredEntities, sentStatements);
    }
  }

  private void windowIsOver(double throughput) {
    switch (phase) {
      case REST -> {
        before = throughput;
        restLeft--;
        if (restLeft <= 0) {
          beginTry();
        }
      }
      case TRY -> {
        during = throughput;
        phase = Phase.AGAIN;
      }
      case AGAIN -> judge(throughput);
    }
  }

  private void beginTry() {
    ofABatch = Math.max(1, Math.round((float) statements / batches));
    if (next() == number) {
      tryMore = !tryMore;
    }
    tried = next();
    phase = Phase.TRY;
  }

  private int next() {
    return tryMore
        ? Math.min(most, Math.max(number + ofABatch, number * 3 / 2))
        : Math.max(least, Math.min(number - ofABatch, number * 2 / 3));
  }

  private void judge(double after) {
    boolean isGoodEnough =
        tryMore
            ? during > GAIN * Math.max(before, after)
            : during >= ABOUT_AS_MUCH * (before + after) / 2;
    before = after;
    if (!isGoodEnough) {
      tryMore = !tryMore;
      restFor(Math.min(2 * rest, LONGEST_REST));
    } else if (++wins < WINS) {
      phase = Phase.TRY;
    } else {
      number = tried;
      restFor(1);
    }
  }

  private void restFor(int windows) {
    wins = 0;
    rest = windows;
    restLeft = windows;
    phase = Phase.REST;
  }
}
