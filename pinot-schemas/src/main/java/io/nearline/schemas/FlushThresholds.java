package io.nearline.schemas;

import java.time.Duration;

/**
 * When a server commits the consuming segments of a table: whichever threshold is reached first.
 *
 * <p>Tables that receive the same rows and have the same thresholds are committed together, again
 * and again, and commits that fall together take longer. So the tables of a deployment have
 * different ones: all but the first have a part of what is told, see {@link #ofTable}.
 *
 * @param rows after how many rows; Pinot divides it by the partitions that the server consumes
 * @param time after how long; whole minutes
 */
public record FlushThresholds(long rows, Duration time) {
  private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

  /** Checks the ranges. */
  public FlushThresholds {
    if (rows < 1) {
      throw new IllegalArgumentException("flushRows: " + rows + " (expected: at least 1)");
    }
    if (time.toMinutes() < 1 || !time.equals(Duration.ofMinutes(time.toMinutes()))) {
      throw new IllegalArgumentException(
          "flushTime: " + time + " (expected: whole minutes, at least one)");
    }
  }

  /**
   * Returns the thresholds of one of a deployment's tables, if these are told for all: the first
   * table has them as they are, the next ones 0.652, 0.849, 0.553, 0.721, 0.939 of them, and so on,
   * none less than half.
   *
   * <p>The i-th, from 0, has ½ to the power of the fractional part of i · 0.618…, the golden
   * section: however many there are, the powers lie far apart. No two of these parts are to each
   * other as whole numbers are. If they were, say as 3 to 4, tables that receive the same rows
   * would be committed together each third and fourth time.
   *
   * @param place the table's place among the deployment's, from 0
   * @return rounded, and at least one row and one minute; so few may be the same for several tables
   */
  FlushThresholds ofTable(int place) {
    double steps = place * GOLDEN_SECTION;
    double part = Math.pow(0.5, steps - Math.floor(steps));
    return new FlushThresholds(
        Math.max(1, Math.round(rows * part)),
        Duration.ofMinutes(Math.max(1, Math.round(time.toMinutes() * part))));
  }
}
