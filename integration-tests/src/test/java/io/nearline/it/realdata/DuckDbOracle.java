package io.nearline.it.realdata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another database over the same file: answers what a feature should be from SQL written by hand.
 */
final class DuckDbOracle implements AutoCloseable {
  private final Connection connection;

  /**
   * Loads a file of actions.
   *
   * @param actions JSONL in the standard schema
   * @param columns what the questions call the attributes: SQL over the JSON columns, with their
   *     aliases
   */
  DuckDbOracle(Path actions, String columns) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute(
        "CREATE TABLE action AS SELECT actor, verb, object, timestamp AS ts, "
            + columns
            + " FROM read_json('"
            + actions
            + "', format = 'newline_delimited', columns = {actor: 'BIGINT', verb: 'VARCHAR', object: 'VARCHAR',"
            + " timestamp: 'BIGINT', actorAttributes: 'JSON', verbAttributes: 'JSON', objectAttributes: 'JSON'})");
  }

  /** Returns how many actions there are of each verb. */
  Map<String, Long> countsByVerb() throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT verb, count(*) FROM action GROUP BY verb")) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }

  /**
   * Returns one aggregate for each entity that has any action of a condition.
   *
   * @param keys the columns of its keys
   * @param aggregate the SQL aggregate, over {@code action}
   * @param condition which actions it is over
   */
  Map<List<Object>, @Nullable Object> aggregate(
      List<String> keys, String aggregate, String condition) throws SQLException {
    Map<List<Object>, @Nullable Object> values = new HashMap<>();
    String all = String.join(", ", keys);
    String sql =
        "SELECT " + all + ", " + aggregate + " FROM action WHERE " + condition + " GROUP BY " + all;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.put(entity(keys, rows), rows.getObject(keys.size() + 1));
      }
    }
    return values;
  }

  /**
   * Returns each entity's counts by a column, highest first, then by key: DuckDB orders strings by
   * their bytes; at most {@code most} of them.
   */
  Map<List<Object>, Map<Object, Object>> counts(
      List<String> keys, String column, String condition, int most) throws SQLException {
    Map<List<Object>, Map<Object, Object>> values = new HashMap<>();
    String all = String.join(", ", keys);
    String sql =
        "SELECT %1$s, CAST(%2$s AS VARCHAR) AS k, count(*) AS n FROM action WHERE %2$s IS NOT NULL AND (%3$s)"
                .formatted(all, column, condition)
            + " GROUP BY %1$s, %2$s ORDER BY n DESC, %2$s".formatted(all, column);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Map<Object, Object> counts =
            values.computeIfAbsent(entity(keys, rows), any -> new LinkedHashMap<>());
        if (counts.size() < most) {
          counts.put(rows.getString(keys.size() + 1), rows.getLong(keys.size() + 2));
        }
      }
    }
    return values;
  }

  private static List<Object> entity(List<String> keys, ResultSet rows) throws SQLException {
    List<Object> entity = new ArrayList<>();
    for (int i = 1; i <= keys.size(); i++) {
      // A key that is missing is of no entity: of one that nobody asks for.
      Object value = rows.getObject(i);
      entity.add(value == null ? "" : value);
    }
    return entity;
  }

  /** Returns the entities that have all of their keys, those with the most actions first. */
  List<List<Object>> entities(List<String> keys) throws SQLException {
    String all = String.join(", ", keys);
    String sql =
        "SELECT %1$s FROM action WHERE %2$s GROUP BY %1$s ORDER BY count(*) DESC, %1$s"
            .formatted(all, String.join(" IS NOT NULL AND ", keys) + " IS NOT NULL");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<Object>> entities = new ArrayList<>();
      while (rows.next()) {
        entities.add(entity(keys, rows));
      }
      return entities;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
