package io.nearline.server.sql;

/** How Pinot adds numbers up. */
public enum Sums {
  /**
   * In decimals: exactly, so that the same actions always have the same sum. SUM adds doubles, and
   * segments in the order in which they happen to be done: its last digits vary from call to call.
   */
  REPEATABLE,
  /** In doubles: several times as fast where there are many actions. */
  QUICK
}
