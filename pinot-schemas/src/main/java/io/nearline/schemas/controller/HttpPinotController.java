package io.nearline.schemas.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nearline.schemas.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The controller over its REST interface, by HTTP or HTTPS. Thread-safe. */
public final class HttpPinotController implements PinotController {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;
  private static final Pattern RELOAD_JOB = Pattern.compile("\"reloadJobId\"\\s*:\\s*\"([^\"]+)\"");

  private final URI address;
  private final Map<String, String> headers;
  private final HttpClient client;

  private HttpPinotController(URI address, Map<String, String> headers, HttpClient client) {
    this.address = address;
    this.headers = headers;
    this.client = client;
  }

  /**
   * Returns the controller at an address such as {@code http://localhost:9000}; connects at the
   * first call.
   *
   * @throws IllegalArgumentException when the address is no http or https URL
   */
  public static HttpPinotController at(URI address) {
    return at(address, Map.of());
  }

  /**
   * Returns the controller at an address.
   *
   * @param address an http or https URL
   * @param headers sent with every call, such as {@code Authorization}
   * @throws IllegalArgumentException when the address is no http or https URL
   */
  public static HttpPinotController at(URI address, Map<String, String> headers) {
    String scheme = address.getScheme();
    if ((!"http".equals(scheme) && !"https".equals(scheme)) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "controller: " + address + " (expected: a URL such as http://localhost:9000)");
    }
    String text = address.toString();
    URI base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    // Pinot's server never answers the client's offer of HTTP/2.
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    return new HttpPinotController(base, Map.copyOf(headers), client);
  }

  @Override
  public Optional<JsonNode> schema(String name) {
    Call call = get("/schemas/" + encoded(name));
    return call.status == NOT_FOUND ? Optional.empty() : Optional.of(call.json());
  }

  @Override
  public Optional<JsonNode> table(String name) {
    Call call = get("/tables/" + encoded(name) + "?type=realtime");
    if (call.status == NOT_FOUND) {
      return Optional.empty();
    }
    JsonNode table = call.json().path("REALTIME");
    return table.isObject() ? Optional.of(table) : Optional.empty();
  }

  @Override
  public void validateSchema(JsonNode schema) {
    send("POST", "/schemas/validate", schema).json();
  }

  @Override
  public void validateTable(JsonNode table) {
    send("POST", "/tables/validate", table).json();
  }

  @Override
  public void addSchema(JsonNode schema) {
    send("POST", "/schemas", schema).json();
  }

  @Override
  public void updateSchema(String name, JsonNode schema) {
    send("PUT", "/schemas/" + encoded(name), schema).json();
  }

  @Override
  public void addTable(JsonNode table) {
    send("POST", "/tables", table).json();
  }

  @Override
  public void updateTable(String name, JsonNode table) {
    send("PUT", "/tables/" + encoded(name), table).json();
  }

  @Override
  public void deleteTable(String name) {
    delete("/tables/" + encoded(name) + "?type=realtime");
  }

  @Override
  public void deleteSchema(String name) {
    delete("/schemas/" + encoded(name));
  }

  private void delete(String path) {
    Call call = call(request(path).DELETE().build());
    if (call.status != NOT_FOUND) {
      call.succeed();
    }
  }

  @Override
  public Map<Integer, Long> consumedOffsets(String table) {
    JsonNode answer = get("/tables/" + encoded(table) + "/consumingSegmentsInfo").json();
    Map<Integer, Long> offsets = new TreeMap<>();
    for (JsonNode partitions : answer.findValues("partitionToOffsetMap")) {
      for (Map.Entry<String, JsonNode> offset : partitions.properties()) {
        offsets.merge(Integer.valueOf(offset.getKey()), offset.getValue().asLong(), Math::min);
      }
    }
    offsets.values().removeIf(offset -> offset < 0);
    return offsets;
  }

  @Override
  public SegmentStates segments(String table) {
    return new SegmentStates(states(table, "idealstate"), states(table, "externalview"));
  }

  @Override
  public void commitConsumingSegments(String table) {
    send("POST", "/tables/" + encoded(table) + "/forceCommit", MissingNode.getInstance()).succeed();
  }

  @Override
  public String reload(String table) {
    Call call =
        send("POST", "/segments/" + encoded(table) + "_REALTIME/reload", MissingNode.getInstance());
    String status = call.json().path("status").asText();
    Matcher job = RELOAD_JOB.matcher(status);
    if (!job.find()) {
      throw new PinotControllerException(
          call.name + ": " + status + " (expected: the id of a reload job)");
    }
    return job.group(1);
  }

  @Override
  public ReloadProgress reloadProgress(String job) {
    JsonNode status = get("/segments/segmentReloadStatus/" + encoded(job)).json();
    return new ReloadProgress(
        status.path("totalSegmentCount").asInt(),
        status.path("successCount").asInt(),
        status.path("totalServerCallsFailed").asInt());
  }

  private Map<String, Map<String, String>> states(String table, String view) {
    Map<String, Map<String, String>> segments = new TreeMap<>();
    Call call = get("/tables/" + encoded(table) + "/" + view + "?tableType=realtime");
    // A table that has just been added has no view yet.
    JsonNode states = call.status == NOT_FOUND ? MissingNode.getInstance() : call.json();
    for (Map.Entry<String, JsonNode> segment : states.path("REALTIME").properties()) {
      Map<String, String> servers = new TreeMap<>();
      segment
          .getValue()
          .properties()
          .forEach(server -> servers.put(server.getKey(), server.getValue().asText()));
      segments.put(segment.getKey(), servers);
    }
    return segments;
  }

  private Call get(String path) {
    return call(request(path).GET().build());
  }

  private Call send(String method, String path, JsonNode body) {
    HttpRequest.BodyPublisher publisher =
        body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    return call(
        request(path).header("Content-Type", "application/json").method(method, publisher).build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(REQUEST_TIMEOUT)
            .header("Accept", "application/json");
    headers.forEach(request::setHeader);
    return request;
  }

  private Call call(HttpRequest request) {
    String name = request.method() + " " + request.uri();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Call(name, response.statusCode(), response.body());
    } catch (IOException e) {
      // The client gives a refused connection no message.
      String reason = e.getMessage() == null ? "no connection" : e.getMessage();
      throw new PinotControllerException(
          name + ": " + reason + " (expected: a Pinot controller at " + address + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PinotControllerException(name + ": interrupted", e);
    }
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A call and its answer. */
  private record Call(String name, int status, String body) {

    /** Demands success. */
    void succeed() {
      if (status / 100 != 2) {
        throw new PinotControllerException(name + ": " + status + " " + error());
      }
    }

    /** Demands success, and returns the answer's JSON, which must recognize everything. */
    JsonNode json() {
      succeed();
      JsonNode json;
      try {
        json = JsonText.parse(body);
      } catch (IllegalArgumentException e) {
        throw new PinotControllerException(name + ": no JSON: " + body, e);
      }
      JsonNode unrecognized = json.path("unrecognizedProperties");
      if (!unrecognized.isEmpty()) {
        throw new PinotControllerException(
            name + ": unrecognizedProperties: " + unrecognized + " (expected: none)");
      }
      return json;
    }

    private String error() {
      try {
        return JsonText.parse(body).path("error").asText(body);
      } catch (IllegalArgumentException e) {
        return body;
      }
    }
  }
}
