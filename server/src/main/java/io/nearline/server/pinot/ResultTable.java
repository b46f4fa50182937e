package io.nearline.server.pinot;

/** What stands in a broker's answer where its rows should be. */
sealed interface ResultTable permits PackedTable, ResultTable.Absent, ResultTable.Unreadable {

  /** Nothing: the broker has no rows, and says elsewhere why. */
  record Absent() implements ResultTable {}

  /**
   * Something that is no table.
   *
   * @param problem what was found and what was expected
   */
  record Unreadable(String problem) implements ResultTable {}
}
