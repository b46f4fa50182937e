package io.nearline.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.it.stack.Stack;
import io.nearline.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server as a process: how it begins and how it ends. */
class ServerProcessIT {
  private static final Map<String, String> GOOD =
      Map.of(
          "attributes.yaml",
          "entities: {actor: {table: process_actions, type: int64, retention: 96h}}");

  @Test
  void brokenConfigurationIsToldAsAWhole() throws Exception {
    Path directory =
        ServerUnderTest.configuration(
            "broken",
            Map.of(
                "attributes.yaml",
                "entities: {actor: {table: a, type: int64, retention: 1h}}",
                "features/f.yaml",
                """
                feature_set: f
                version: 1
                entity: actor
                features:
                  - {name: n, aggregate: cuont, windows: [1h]}
                  - {name: m, aggregate: count, windows: [2h]}
                """,
                "server.yaml",
                "grpc: {port: 99999}"));

    try (ChildProcess process = ServerUnderTest.process(directory)) {
      assertThat(process.exit().get(60, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(Files.readString(process.log()))
          .contains("features/f.yaml:5: ")
          .contains("cuont")
          .contains("features/f.yaml:6: ")
          .contains("server.yaml:1: grpc.port: 99999 (expected: an integer from 0 to 65535)")
          .contains("server.yaml: pinot: nothing (expected: brokers");
    }
  }

  @Test
  void takenPortIsNamed() throws Exception {
    Path directory = ServerUnderTest.configuration("taken", GOOD);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildProcess process =
            ServerUnderTest.process(
                directory,
                "--port",
                String.valueOf(taken.getLocalPort()),
                "--metrics-port",
                "0",
                "--pinot-broker",
                "127.0.0.1:1")) {
      assertThat(process.exit().get(60, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(Files.readString(process.log()))
          .contains("port " + taken.getLocalPort() + " is taken (grpc)");
    }
  }

  @Test
  void beingToldToStopIsNoFailure() throws Exception {
    Stack stack = Stack.shared();
    Path directory =
        ServerUnderTest.configuration(
            "stopped",
            Map.of(
                "attributes.yaml",
                "entities: {actor: {table: stopped_actions, type: int64, retention: 96h}}"));
    ServerUnderTest.createTables(stack, directory);
    try (ChildProcess process =
        ServerUnderTest.process(
            directory,
            "--port",
            "0",
            "--metrics-port",
            "0",
            "--pinot-broker",
            stack.pinotBroker())) {
      process.awaitLine("ready ", Duration.ofMinutes(4));
      ProcessHandle.of(process.pid()).orElseThrow().destroy();

      assertThat(process.exit().get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void wrongOptionIsUsage() throws Exception {
    Path directory = ServerUnderTest.configuration("usage", GOOD);
    try (ChildProcess process = ServerUnderTest.process(directory, "--prot", "1")) {
      assertThat(process.exit().get(60, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(Files.readString(process.log())).contains("--prot: unknown option");
    }
  }

  @Test
  void metricsAreThere() throws IOException, InterruptedException {
    Stack stack = Stack.shared();
    Path directory = ServerUnderTest.configuration("metrics", GOOD);
    ServerUnderTest.createTables(stack, directory);
    try (ServerUnderTest server = ServerUnderTest.start(directory, stack.pinotBroker())) {
      String log = Files.readString(server.directory().resolve("server.log"));
      String address = log.replaceFirst("(?s).*metrics=(\\S+).*", "$1");
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://" + address + "/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .contains("nearline_pinot_statement_seconds_count{outcome=\"ok\"")
          .contains("jvm_memory_used_bytes");
    }
  }
}
