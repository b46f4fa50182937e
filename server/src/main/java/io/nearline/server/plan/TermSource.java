package io.nearline.server.plan;

import io.nearline.server.sql.TermColumns;

/** Where a term's value comes from: the index of its lookup's statement, and the columns there. */
public sealed interface TermSource {

  /** Returns the index of the statement. */
  int statement();

  /**
   * One number.
   *
   * @param statement the index of the aggregate statement
   * @param columns its columns
   */
  record Single(int statement, TermColumns columns) implements TermSource {}

  /**
   * Counts by a field.
   *
   * @param statement the index of the grouped statement
   * @param column the column of the counts
   */
  record Grouped(int statement, int column) implements TermSource {}
}
