package io.nearline.server.sql;

/** Which columns of an {@link AggregateStatement} hold a term's value. */
public sealed interface TermColumns {

  /**
   * The value itself: a count or a sum.
   *
   * @param value the column
   */
  record Plain(int value) implements TermColumns {}

  /**
   * A least or greatest value. Where no action qualifies, the value column holds what the CASE's
   * ELSE put there.
   *
   * @param value the column of the value
   * @param qualifying the column that counts the actions that qualify
   */
  record Extreme(int value, int qualifying) implements TermColumns {}

  /**
   * A number of different values. DISTINCTCOUNT sees the CASE's ELSE as one more value, unless
   * every action qualifies; and where the ELSE's literal is also data, it is no further one. The
   * same goes for DISTINCTCOUNTHLL, which estimates.
   *
   * @param value the column of the DISTINCTCOUNT
   * @param qualifying the column that counts the actions that qualify
   * @param all the column that counts all actions
   * @param alsoData the column that counts the qualifying actions whose value is the ELSE's
   *     literal; −1 when data can't have it
   */
  record Distinct(int value, int qualifying, int all, int alsoData) implements TermColumns {}
}
