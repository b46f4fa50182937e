package io.nearline.server.pinot;

import java.util.regex.Pattern;

/**
 * A statement as Pinot gets it, but for its time limit. Only package {@code sql} makes one.
 *
 * @param table the table asked: a letter, then letters, digits and underscores
 * @param text one SELECT without options and without a semicolon
 */
public record PinotSql(String table, String text) {
  private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** Checks the table's name: it goes into {@link #everyRow} as it is. */
  public PinotSql {
    if (!TABLE.matcher(table).matches()) {
      throw new IllegalArgumentException("table: " + table + " (expected: " + TABLE + ")");
    }
  }

  /** Returns a SELECT for which every row of the table qualifies. */
  String everyRow() {
    return "SELECT COUNT(*) FROM \"" + table + "\" LIMIT 1";
  }
}
