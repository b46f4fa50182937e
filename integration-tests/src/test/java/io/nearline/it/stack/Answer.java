package io.nearline.it.stack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The whole answer of Pinot's broker to a statement.
 *
 * @param sql the statement
 * @param json the answer as it came
 */
public record Answer(String sql, JsonNode json) {
  /**
   * Takes an answer.
   *
   * @throws IllegalStateException if it isn't whole: exceptions, servers missing, groups left out,
   *     or partial
   */
  public Answer {
    boolean whole =
        json.path("exceptions").isEmpty()
            && json.path("numServersQueried").asInt() == json.path("numServersResponded").asInt()
            && !json.path("numGroupsLimitReached").asBoolean()
            && !json.path("partialResult").asBoolean();
    if (!whole || !json.has("resultTable")) {
      throw new IllegalStateException(sql + ": not a whole answer: " + json);
    }
  }

  /** The rows, an array of arrays. */
  public JsonNode rows() {
    return json.get("resultTable").get("rows");
  }

  /** One value. */
  public JsonNode cell(int row, int column) {
    return rows().required(row).required(column);
  }
}
