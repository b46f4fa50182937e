package io.nearline.ingest.heartbeat;

/**
 * When to look how far events are: in the second half of the time between two heartbeats, which
 * come when the clock is a multiple of their interval. What a look sees is told soon, and looks are
 * as far apart as events take from one stage to the next.
 */
final class LookTimes {
  /** In hundredths of the interval. */
  private static final int[] LOOKS = {50, 65, 80, 95};

  private static final int WHOLE = 100;

  private LookTimes() {}

  /**
   * Returns the first time after an instant, in epoch milliseconds.
   *
   * @param intervalMillis between heartbeats, more than 0
   */
  static long after(long now, long intervalMillis) {
    long begin = now - Math.floorMod(now, intervalMillis);
    for (int look : LOOKS) {
      long time = begin + intervalMillis * look / WHOLE;
      if (time > now) {
        return time;
      }
    }
    return begin + intervalMillis + intervalMillis * LOOKS[0] / WHOLE;
  }
}
