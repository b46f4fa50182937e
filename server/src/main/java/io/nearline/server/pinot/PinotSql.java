package io.nearline.server.pinot;

/**
 * A statement as Pinot gets it, but for its time limit.
 *
 * @param table the table asked
 * @param text one SELECT without options and without a semicolon
 */
public record PinotSql(String table, String text) {

  /** Returns a SELECT for which every row of the table qualifies. */
  String everyRow() {
    return "SELECT COUNT(*) FROM \"" + table + "\" LIMIT 1";
  }
}
