package io.nearline.server.plan;

import io.nearline.server.sql.TermColumns;

/** Where the time of the latest action that goes into a feature's value comes from. */
public sealed interface LastActionSource {

  /** Returns the index of the statement that it comes from. */
  int statement();

  /**
   * Pinot computes it.
   *
   * @param statement the index of the aggregate statement
   * @param columns its columns
   */
  record Computed(int statement, TermColumns.Extreme columns) implements LastActionSource {}

  /**
   * It is found among the fetched rows that the value is evaluated over.
   *
   * @param statement the index of the row fetch
   */
  record Rows(int statement) implements LastActionSource {}
}
