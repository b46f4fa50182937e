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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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
   * Returns one aggregate for each actor that has any action.
   *
   * @param aggregate the SQL aggregate, over {@code action}
   * @param condition which actions it is over
   */
  Map<Long, @Nullable Object> aggregate(String aggregate, String condition, long... actors)
      throws SQLException {
    Map<Long, @Nullable Object> values = new HashMap<>();
    String sql =
        "SELECT actor, "
            + aggregate
            + " FROM action WHERE actor IN ("
            + LongStream.of(actors).mapToObj(String::valueOf).collect(Collectors.joining(", "))
            + ") AND ("
            + condition
            + ") GROUP BY actor";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.put(rows.getLong(1), rows.getObject(2));
      }
    }
    return values;
  }

  /**
   * Returns each actor's counts by a column, highest first, then by key: DuckDB orders strings by
   * their bytes; at most {@code most} of them.
   */
  Map<Long, Map<Object, Object>> counts(String column, String condition, int most, long... actors)
      throws SQLException {
    Map<Long, Map<Object, Object>> values = new HashMap<>();
    String sql =
        "SELECT actor, CAST("
            + column
            + " AS VARCHAR) AS k, count(*) AS n FROM action WHERE actor IN ("
            + LongStream.of(actors).mapToObj(String::valueOf).collect(Collectors.joining(", "))
            + ") AND "
            + column
            + " IS NOT NULL AND ("
            + condition
            + ") GROUP BY actor, "
            + column
            + " ORDER BY actor, n DESC, "
            + column;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Map<Object, Object> counts =
            values.computeIfAbsent(rows.getLong(1), actor -> new LinkedHashMap<>());
        if (counts.size() < most) {
          counts.put(rows.getString(2), rows.getLong(3));
        }
      }
    }
    return values;
  }

  /** Returns the actors in ascending order. */
  List<Long> actors() throws SQLException {
    return longs("SELECT DISTINCT actor FROM action ORDER BY actor");
  }

  /** Returns the actors with the most actions. */
  List<Long> busiestActors(int most) throws SQLException {
    return longs(
        "SELECT actor FROM action GROUP BY actor ORDER BY count(*) DESC, actor LIMIT " + most);
  }

  private List<Long> longs(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> actors = new ArrayList<>();
      while (rows.next()) {
        actors.add(rows.getLong(1));
      }
      return actors;
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
