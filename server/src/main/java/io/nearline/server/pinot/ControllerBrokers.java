package io.nearline.server.pinot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a controller, again and again, which brokers are online for each table. While it can't be
 * reached the last answer stays.
 */
final class ControllerBrokers implements BrokerDirectory {
  private static final Logger log = LoggerFactory.getLogger(ControllerBrokers.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration FIRST_ANSWER = Duration.ofMillis(500);

  private final BrokerAddress controller;
  private final Duration refresh;
  private final HttpClient http;
  private final HttpRequest request;
  private final Thread asking;
  private volatile Map<String, List<BrokerAddress>> byTable = Map.of();
  private volatile List<BrokerAddress> all = List.of();

  /** Why the last question was in vain; empty when it was not. */
  private volatile String problem = "";

  ControllerBrokers(PinotClientSettings settings, BrokerAddress controller) {
    this.controller = controller;
    this.refresh = settings.refresh();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout());
    settings.tls().ifPresent(tls -> builder.sslContext(tls.context()));
    this.http = builder.build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    settings.scheme() + "://" + controller + "/v2/brokers/tables?state=ONLINE"))
            .timeout(settings.connectTimeout().plusSeconds(1));
    settings.headers().forEach(request::header);
    this.request = request.build();
    this.asking = new Thread(this::askAgainAndAgain, "pinot-controller");
    asking.setDaemon(true);
    asking.start();
  }

  @Override
  public List<BrokerAddress> brokers(String table) {
    return byTable.getOrDefault(table, all);
  }

  @Override
  public String describe() {
    return "controller "
        + controller
        + (problem.isEmpty() ? "" : ", which can't be asked: " + problem);
  }

  @Override
  public void close() {
    asking.interrupt();
  }

  /** Ends when interrupted. */
  private void askAgainAndAgain() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ask();
        Thread.sleep((all.isEmpty() ? FIRST_ANSWER : refresh).toMillis());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        read(JSON.readTree(response.body()));
        problem = "";
      } else {
        inVain("HTTP status " + response.statusCode());
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      inVain("an answer that is none: " + e.getMessage());
    } catch (IOException e) {
      inVain(e.toString());
    } catch (RuntimeException e) {
      // Whatever it is, the next question may be answered, and statements need the brokers.
      log.error("controller {}: asking for brokers failed by a defect", controller, e);
      problem = e.toString();
    }
  }

  private void inVain(String reason) {
    if (problem.isEmpty()) {
      log.warn("controller {} can't be asked for brokers: {}", controller, reason);
    }
    problem = reason;
  }

  private void read(JsonNode tables) {
    Map<String, List<BrokerAddress>> found = new HashMap<>();
    Set<String> addresses = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : tables.properties()) {
      Set<String> ofTable = new TreeSet<>();
      for (JsonNode broker : entry.getValue()) {
        ofTable.add(broker.path("host").asText() + ":" + broker.path("port").asInt());
      }
      String table = entry.getKey().replaceFirst("_(REALTIME|OFFLINE)$", "");
      found.computeIfAbsent(table, any -> new ArrayList<>()).addAll(parse(ofTable));
      addresses.addAll(ofTable);
    }
    byTable = Map.copyOf(found);
    all = parse(addresses);
  }

  private static List<BrokerAddress> parse(Set<String> addresses) {
    return addresses.stream().map(BrokerAddress::parse).toList();
  }
}
