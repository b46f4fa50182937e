package io.nearline.cli.replay;

/**
 * The times of some actions.
 *
 * @param earliest epoch milliseconds
 * @param latest epoch milliseconds, not before {@code earliest}
 */
record TimeRange(long earliest, long latest) {
  TimeRange {
    if (latest < earliest) {
      throw new IllegalArgumentException(
          "latest: " + latest + " (expected: at least " + earliest + ")");
    }
  }

  /** Returns the least range that has that time too. */
  TimeRange with(long timestamp) {
    return new TimeRange(Math.min(earliest, timestamp), Math.max(latest, timestamp));
  }
}
