package io.nearline.server.docs;

/** SQL as the page writes it: a clause or an aggregation a line. */
final class SqlText {
  private SqlText() {}

  /** Breaks a statement that Pinot is sent into lines; the blanks are all that changes. */
  static String lines(String sql) {
    return sql.replaceAll(" (FROM|WHERE|GROUP BY|LIMIT) ", "\n$1 ")
        .replaceAll(", (?=\"(sum|count|min|max|distinct)[a-z]*\"\\()", ",\n  ");
  }

  /** Returns a text with one blank in place of many, as two of them are compared. */
  static String normal(String sql) {
    return sql.strip().replaceAll("\\s+", " ");
  }
}
