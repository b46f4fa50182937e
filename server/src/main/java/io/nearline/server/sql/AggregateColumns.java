package io.nearline.server.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns that Pinot aggregates in one statement, each once. Not thread-safe. */
final class AggregateColumns {
  private final int first;
  private final List<SqlWriter> columns = new ArrayList<>();

  /** The column of each expression, by its text. */
  private final Map<String, Integer> indexes = new HashMap<>();

  /**
   * Begins without columns.
   *
   * @param first the index of the first in the statement
   */
  AggregateColumns(int first) {
    this.first = first;
  }

  /** Writes a part of an expression. */
  interface Part {
    void write(SqlWriter sql);
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  int size() {
    return columns.size();
  }

  /** Writes all, separated by commas. */
  void write(SqlWriter sql) {
    for (int i = 0; i < columns.size(); i++) {
      sql.sql(i == 0 ? "" : ", ").append(columns.get(i));
    }
  }

  /** Returns the column that counts all actions. */
  int countAll() {
    return add(new SqlWriter().call("count").sql("*)"));
  }

  /**
   * Returns the column that counts those for which a condition holds, which is 1 there and 0
   * elsewhere.
   */
  int countWhere(SqlWriter within) {
    return add(new SqlWriter().call("sum").append(within).sql(")"));
  }

  /**
   * Returns the column of a function over values.
   *
   * @param within the condition of an action to be among them, empty for all
   * @param value its value
   * @param otherwise what takes the place of others' values
   * @param argument further arguments, each behind a comma
   */
  int add(
      @CompileTimeConstant String function,
      SqlWriter within,
      Part value,
      Part otherwise,
      Part argument) {
    SqlWriter sql = new SqlWriter().call(function);
    if (within.toString().isEmpty()) {
      value.write(sql);
    } else {
      sql.call("case").append(within).sql(", ");
      value.write(sql);
      sql.sql(", ");
      otherwise.write(sql);
      sql.sql(")");
    }
    argument.write(sql);
    return add(sql.sql(")"));
  }

  private int add(SqlWriter expression) {
    int next = first + columns.size();
    Integer known = indexes.putIfAbsent(expression.toString(), next);
    if (known != null) {
      return known;
    }
    columns.add(expression);
    return next;
  }
}
