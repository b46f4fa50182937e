package io.nearline.cli.replay;

import java.util.concurrent.locks.LockSupport;

/** Spreads events evenly over time. For use by one thread. */
public final class Pace {
  private final double nanosEach;
  private final long started = System.nanoTime();

  private Pace(double nanosEach) {
    this.nanosEach = nanosEach;
  }

  /** Returns a pace without waiting. */
  public static Pace unlimited() {
    return new Pace(0);
  }

  /** Returns a pace of so many events a second, beginning now. */
  public static Pace of(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: > 0)");
    }
    return new Pace(1e9 / perSecond);
  }

  /** Waits until it is time for event {@code index}, from 0. A late one doesn't wait. */
  public void await(long index) {
    if (nanosEach == 0) {
      return;
    }
    long due = started + (long) (index * nanosEach);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
