package io.nearline.bench.target;

import io.nearline.proto.v1.ExplainFeaturesResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL by which the server asks for some actors, with room for others: what ExplainFeatures has
 * told, asked for actors who can be found in the text.
 *
 * @param before what stands before the actors
 * @param after what stands behind them
 */
public record Statement(String before, String after) {
  private static final long FIRST_STAND_IN = 7_000_000_000_000_000_001L;
  private static final Pattern LIMIT = Pattern.compile("LIMIT (\\d+)");

  /** Returns the actors to explain a request for, as many as there will be in each statement. */
  public static long[] standIns(int count) {
    long[] actors = new long[count];
    for (int i = 0; i < count; i++) {
      actors[i] = FIRST_STAND_IN + i;
    }
    return actors;
  }

  /**
   * Finds the place of the actors.
   *
   * @param explanation of a request for {@link #standIns}
   * @param count how many they were
   * @throws IllegalStateException when it is not one statement that names them once, in a list
   */
  public static Statement of(ExplainFeaturesResponse explanation, int count) {
    if (explanation.getStatementsCount() != 1) {
      throw new IllegalStateException(
          "ExplainFeatures: " + explanation.getStatementsCount() + " statements (expected: 1)");
    }
    String sql = explanation.getStatements(0).getSql();
    StringBuilder list = new StringBuilder(Long.toString(FIRST_STAND_IN));
    for (int i = 1; i < count; i++) {
      list.append("\\s*,\\s*").append(FIRST_STAND_IN + i);
    }
    Matcher matcher = Pattern.compile(list.toString()).matcher(sql);
    if (!matcher.find()) {
      throw new IllegalStateException("ExplainFeatures: " + sql + " (expected: a list of actors)");
    }
    return new Statement(sql.substring(0, matcher.start()), sql.substring(matcher.end()));
  }

  /** Returns this with room for some more groups than it was made for. */
  public Statement withRoomFor(int more) {
    return new Statement(
        before,
        LIMIT
            .matcher(after)
            .replaceAll(match -> "LIMIT " + (Integer.parseInt(match.group(1)) + more)));
  }

  /** Returns the SQL for some actors. */
  public String sql(long... actors) {
    StringBuilder sql = new StringBuilder(before.length() + after.length() + 10 * actors.length);
    sql.append(before);
    for (int i = 0; i < actors.length; i++) {
      sql.append(i == 0 ? "" : ", ").append(actors[i]);
    }
    return sql.append(after).toString();
  }
}
