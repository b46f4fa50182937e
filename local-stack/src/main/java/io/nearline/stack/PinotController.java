package io.nearline.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the stack asks of its own Pinot controller, over REST. */
final class PinotController {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String address;
  private final ObjectMapper json = new ObjectMapper();
  // Pinot leaves an offer of HTTP/2 unanswered.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  PinotController(String address) {
    this.address = address;
  }

  /** The names of all real-time tables, without their type. */
  List<String> realtimeTables() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (JsonNode name : get("/tables?type=realtime").path("tables")) {
      names.add(name.asText().replaceFirst("_REALTIME$", ""));
    }
    return names;
  }

  /** The topic that a real-time table reads. */
  String topic(String table) throws IOException, InterruptedException {
    JsonNode topic =
        get("/tables/" + table + "?type=realtime").findValue("stream.kafka.topic.name");
    if (topic == null) {
      throw new IOException("table " + table + " names no Kafka topic");
    }
    return topic.asText();
  }

  /** For each consuming segment of a table, an object of offsets by partition. */
  List<JsonNode> consumedOffsets(String table) throws IOException, InterruptedException {
    return get("/tables/" + table + "/consumingSegmentsInfo").findValues("partitionToOffsetMap");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(TIMEOUT).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return json.readTree(response.body());
  }
}
