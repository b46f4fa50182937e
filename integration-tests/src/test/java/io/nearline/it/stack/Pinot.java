package io.nearline.it.stack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nearline.features.action.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The tables of one stack, over plain HTTP. */
public final class Pinot {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String controller;
  private final String broker;
  // Pinot leaves an offer of HTTP/2 unanswered.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();

  /** Reaches the tables behind a controller and a broker, each host:port. */
  public Pinot(String controller, String broker) {
    this.controller = controller;
    this.broker = broker;
  }

  /**
   * Creates a schema and its table.
   *
   * @throws IllegalStateException if the controller refuses one of them or didn't understand a
   *     property
   */
  public void createTable(String schema, String table) {
    requireUnderstood(post(controller, "/schemas", schema));
    requireUnderstood(post(controller, "/tables", table));
  }

  /**
   * Answers a statement.
   *
   * @throws IllegalStateException if the answer isn't whole
   */
  public Answer query(String sql) {
    String request = JsonNodeFactory.instance.objectNode().put("sql", sql).toString();
    return new Answer(sql, post(broker, "/query/sql", request));
  }

  /**
   * How many rows a table has now.
   *
   * @throws IllegalStateException if the answer isn't whole
   */
  public long count(String table) {
    return query("SELECT COUNT(*) FROM " + table + " LIMIT 1").cell(0, 0).asLong();
  }

  /** Returns a table's name for the other methods without the heartbeats that it has. */
  public static String actionsOf(String table) {
    return table + " WHERE verb <> '" + Action.HEARTBEAT_VERB + "'";
  }

  /** Waits until a table has exactly so many rows; more than that fails at once. */
  public void awaitCount(String table, long expected, Duration bound) {
    await(table + " has " + expected + " rows")
        .atMost(bound)
        .pollInterval(Duration.ofMillis(50))
        .failFast(
            table + " has more than " + expected + " rows", () -> countOrNone(table) > expected)
        .until(() -> countOrNone(table) == expected);
  }

  /** Has all servers let go of their segments; brokers and the controller stay. */
  public void disableServers() {
    setServers("disable");
  }

  /** Has all servers take their segments again. */
  public void enableServers() {
    setServers("enable");
  }

  private void setServers(String state) {
    int servers = 0;
    for (JsonNode instance : send(request(controller, "/instances").GET()).path("instances")) {
      if (instance.asText().startsWith("Server_")) {
        servers++;
        send(
            request(controller, "/instances/" + instance.asText() + "/state")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(state)));
      }
    }
    if (servers == 0) {
      throw new IllegalStateException("no servers (expected: at least one)");
    }
  }

  // While a table comes up, the broker doesn't know it or gives partial answers.
  private long countOrNone(String table) {
    try {
      return count(table);
    } catch (IllegalStateException notWhole) {
      return -1;
    }
  }

  private static void requireUnderstood(JsonNode answer) {
    JsonNode unrecognized = answer.path("unrecognizedProperties");
    if (!unrecognized.isEmpty()) {
      throw new IllegalStateException("the controller didn't understand " + unrecognized);
    }
  }

  private JsonNode post(String address, String path, String json) {
    return send(
        request(address, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static HttpRequest.Builder request(String address, String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(BOUND);
  }

  private JsonNode send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            request.uri() + ": " + response.statusCode() + " " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
