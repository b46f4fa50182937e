package io.nearline.it.realdata;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feature in DuckDB's words, written by hand.
 *
 * @param feature the feature's name without set and window
 * @param hours the window
 * @param kind how the answer is compared
 * @param sql for {@code NUMBER}: the aggregate; for {@code COUNTS}: the column counted by
 * @param condition which actions it is over
 * @param most for {@code COUNTS}: how many entries at most
 */
record Question(String feature, int hours, Kind kind, String sql, String condition, int most) {
  enum Kind {
    NUMBER,
    COUNTS
  }

  static Question number(String feature, int hours, String sql, String condition) {
    return new Question(feature, hours, Kind.NUMBER, sql, condition, 0);
  }

  static Question counts(String feature, int hours, String column, String condition, int most) {
    return new Question(feature, hours, Kind.COUNTS, column, condition, most);
  }

  /** Returns what the question's answer is where no action qualifies; null for no value. */
  @Nullable Object overNothing() {
    if (kind == Kind.COUNTS) {
      return Map.of();
    }
    if (sql.startsWith("coalesce")) {
      return 0.0;
    }
    return sql.endsWith("> 0") ? (Object) false : sql.startsWith("count") ? 0L : null;
  }

  /** Returns the feature's full name in a set. */
  String in(String set) {
    return set + "." + feature + "_" + hours + "h";
  }
}
