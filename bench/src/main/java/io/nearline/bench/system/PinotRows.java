package io.nearline.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.cli.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until a table has all its rows. */
final class PinotRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALL = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;

  PinotRows(String broker) {
    this.uri = URI.create("http://" + broker + "/query/sql");
  }

  /**
   * Waits.
   *
   * @throws CommandException when for two minutes no row comes, or there are more
   */
  void await(String table, long rows) throws InterruptedException {
    long seen = -1;
    long deadline = System.nanoTime() + STALL.toNanos();
    while (true) {
      long count = count(table);
      if (count == rows) {
        return;
      }
      if (count > rows || System.nanoTime() - deadline > 0) {
        throw CommandException.failed(
            "table " + table + ": " + count + " rows (expected: " + rows + ")");
      }
      if (count != seen) {
        seen = count;
        deadline = System.nanoTime() + STALL.toNanos();
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  /** Returns how many rows there are; −1 while Pinot doesn't answer for all of the table. */
  private long count(String table) throws InterruptedException {
    String sql = JSON.createObjectNode().put("sql", "SELECT COUNT(*) FROM " + table).toString();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    try {
      JsonNode answer =
          JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
      boolean whole =
          answer.path("exceptions").isEmpty()
              && answer.path("numServersQueried").asInt()
                  == answer.path("numServersResponded").asInt();
      return whole ? answer.at("/resultTable/rows/0/0").asLong(-1) : -1;
    } catch (IOException notYet) {
      return -1;
    }
  }
}
