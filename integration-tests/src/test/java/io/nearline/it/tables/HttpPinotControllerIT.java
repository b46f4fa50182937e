package io.nearline.it.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nearline.schemas.controller.HttpPinotController;
import io.nearline.schemas.controller.PinotControllerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to a controller, and answers that a healthy one never gives. */
@SuppressWarnings("NullAway.Init") // JUnit calls start
class HttpPinotControllerIT {
  private final List<String> calls = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsHeadersAndEncodesNames() {
    answer = "{\"schemaName\": \"a b\"}";
    HttpPinotController controller =
        HttpPinotController.at(URI.create(address() + "/"), Map.of("Authorization", "Bearer t"));
    assertThat(controller.schema("a b/c")).isPresent();
    assertThat(calls).containsExactly("GET /schemas/a%20b%2Fc Bearer t HTTP/1.1");
  }

  @Test
  void readsTheReloadJobOutOfItsText() {
    answer =
        "{\"status\": \"Segment reload details: {\\\"t_REALTIME\\\":{\\\"reloadJobId\\\":\\\"j-1\\\"}}\"}";
    assertThat(HttpPinotController.at(URI.create(address())).reload("t")).isEqualTo("j-1");
    answer = "{\"status\": \"nothing to reload\"}";
    assertThatThrownBy(() -> HttpPinotController.at(URI.create(address())).reload("t"))
        .isInstanceOf(PinotControllerException.class)
        .hasMessageEndingWith(
            "/segments/t_REALTIME/reload: nothing to reload (expected: the id of a reload job)");
  }

  @Test
  void tellsTheReasonOfARefusal() {
    status = 403;
    answer = "{\"code\": 403, \"error\": \"Permission denied\"}";
    assertThatThrownBy(
            () ->
                HttpPinotController.at(URI.create(address()))
                    .addSchema(JsonNodeFactory.instance.objectNode()))
        .isInstanceOf(PinotControllerException.class)
        .hasMessage("POST " + address() + "/schemas: 403 Permission denied");
  }

  @Test
  void refusesAnswersThatAreNoJson() {
    answer = "<html>a proxy</html>";
    assertThatThrownBy(() -> HttpPinotController.at(URI.create(address())).table("t"))
        .isInstanceOf(PinotControllerException.class)
        .hasMessage("GET " + address() + "/tables/t?type=realtime: no JSON: " + answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9000", "ftp://localhost", "http:///"})
  void refusesOtherAddresses(String address) {
    assertThatThrownBy(() -> HttpPinotController.at(URI.create(address)))
        .hasMessage("controller: " + address + " (expected: a URL such as http://localhost:9000)");
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI().getRawPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getProtocol());
    byte[] body = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
