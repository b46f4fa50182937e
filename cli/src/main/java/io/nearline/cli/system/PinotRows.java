package io.nearline.cli.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.cli.CommandException;
import io.nearline.features.action.Action;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks for the rows of Pinot's tables, past the server. */
public final class PinotRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;

  /**
   * Asks a broker.
   *
   * @param broker its address, {@code host:port}
   */
  public PinotRows(String broker) {
    this.uri = URI.create("http://" + broker + "/query/sql");
  }

  /**
   * Returns the number of a table's actions: its rows without the heartbeats.
   *
   * @throws CommandException when Pinot doesn't answer, or not for all of the table
   */
  public long count(String table) {
    return rows("SELECT COUNT(*) FROM " + actionsOf(table)).at("/0/0").asLong();
  }

  /** Returns a table's name and the condition that leaves out its heartbeats. */
  public static String actionsOf(String table) {
    return table + " WHERE verb <> '" + Action.HEARTBEAT_VERB + "'";
  }

  /**
   * Returns the rows of an answer, each an array.
   *
   * @param sql a statement that the broker understands
   * @throws CommandException when Pinot doesn't answer, or not for all of the table
   */
  public JsonNode rows(String sql) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JSON.createObjectNode().put("sql", sql).toString()))
            .build();
    try {
      JsonNode answer =
          JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
      boolean whole =
          answer.path("exceptions").isEmpty()
              && answer.path("numServersQueried").asInt()
                  == answer.path("numServersResponded").asInt();
      if (!whole) {
        throw CommandException.failed("Pinot, asked " + sql + ": " + answer);
      }
      return answer.at("/resultTable/rows");
    } catch (IOException e) {
      throw CommandException.failed("Pinot at " + uri + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }
}
