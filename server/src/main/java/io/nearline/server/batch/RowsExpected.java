package io.nearline.server.batch;

import io.nearline.server.sql.Statement;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * How many root keys a row fetch can ask for without its answer being cut off, by what its answers
 * have brought so far: an answer that may be cut off is thrown away, so it is better to ask for
 * fewer keys than to ask twice. Of each statement the rows of a key are averaged, later answers
 * counting more. Thread-safe.
 */
final class RowsExpected {
  /** So much of its limit an answer is meant to fill: some keys bring more than others. */
  private static final double FULL = 0.7;

  /** How much one answer moves the average. */
  private static final double WEIGHT = 0.2;

  /** Statements live as long as their plans, those of a lone call no longer than that. */
  private final Map<Statement, Double> rowsOfAKey = new WeakHashMap<>();

  /** Returns how many keys to ask for at a time, at least 1, so as to stay below a limit. */
  int keys(Statement statement, int limit) {
    Double rows;
    synchronized (this) {
      rows = rowsOfAKey.get(statement);
    }
    return rows == null ? Integer.MAX_VALUE : (int) Math.max(1, FULL * limit / rows);
  }

  /**
   * Learns of an answer.
   *
   * @param keys that it was about, at least 1
   */
  synchronized void came(Statement statement, int keys, int rows) {
    double now = Math.max(rows, 1) / (double) keys;
    rowsOfAKey.merge(statement, now, (before, any) -> before + WEIGHT * (now - before));
  }

  /** Learns of an answer that may be cut off: each key brings at least so many on average. */
  synchronized void wereCutOff(Statement statement, int keys, int rows) {
    rowsOfAKey.merge(statement, rows / (double) keys, Math::max);
  }
}
