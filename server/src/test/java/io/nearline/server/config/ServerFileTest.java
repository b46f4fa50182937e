package io.nearline.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.server.config.Heartbeats.Mode;
import io.nearline.server.pinot.BrokerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFileTest {
  private final Problems problems = new Problems();

  private ServerConfiguration read(String text) {
    return ServerFile.read(Optional.of(text), Overrides.NONE, problems);
  }

  @Test
  void everyKey() {
    ServerConfiguration configuration =
        read(
            """
            grpc: {host: 0.0.0.0, port: 9091}
            metrics: {host: 0.0.0.0, port: 9092}
            pinot:
              brokers: [b1:8099, 'b2:8098']
              headers: {Authorization: 'Basic abc'}
              tls: {trusted: ca.pem, certificate: c.pem, key: k.pem}
              connect_timeout: 250ms
              failed_broker_pause: 3s
              refresh: 1m
            limits:
              {entities: 1, keys_per_statement: 2, statement_characters: 5, rows: 3, groups: 4,
               least_in_flight: 6, most_in_flight: 7, rows_of_call: 8, waiting_calls: 9,
               waiting_entities: 10, listings: 11}
            coalescing: off
            deadlines: {default: 100ms, longest: 1s}
            heartbeats: {mode: required, every: 1s, silent_after: 9s}
            """);

    assertThat(problems.sorted()).isEmpty();
    assertThat(configuration.grpc()).hasToString("0.0.0.0:9091");
    assertThat(configuration.metrics()).hasToString("0.0.0.0:9092");
    PinotConnection pinot = configuration.pinot();
    assertThat(pinot.brokers())
        .containsExactly(new BrokerAddress("b1", 8099), new BrokerAddress("b2", 8098));
    assertThat(pinot.headers()).isEqualTo(Map.of("Authorization", "Basic abc"));
    assertThat(pinot.tls().orElseThrow().trusted().orElseThrow()).hasToString("ca.pem");
    assertThat(pinot.connectTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(pinot.failedBrokerPause()).isEqualTo(Duration.ofSeconds(3));
    assertThat(pinot.refresh()).isEqualTo(Duration.ofMinutes(1));
    assertThat(configuration.limits()).isEqualTo(new Limits(1, 2, 5, 3, 8, 4, 6, 7, 9, 10, 11));
    assertThat(configuration.coalescing()).isEqualTo(Coalescing.OFF);
    assertThat(configuration.deadlines())
        .isEqualTo(new Deadlines(Duration.ofMillis(100), Duration.ofSeconds(1)));
    assertThat(configuration.heartbeats())
        .isEqualTo(new Heartbeats(Mode.REQUIRED, Duration.ofSeconds(1), Duration.ofSeconds(9)));
  }

  @Test
  void defaultsBindToLoopback() {
    ServerConfiguration configuration = read("pinot: {controller: 'localhost:9000'}");

    assertThat(problems.sorted()).isEmpty();
    assertThat(configuration.grpc()).hasToString("127.0.0.1:9090");
    assertThat(configuration.metrics()).hasToString("127.0.0.1:9464");
    assertThat(configuration.limits()).isEqualTo(Limits.DEFAULTS);
  }

  @Test
  void commandLineCountsMore() {
    Overrides overrides =
        new Overrides(
            Optional.of("::1"),
            OptionalInt.of(1),
            OptionalInt.of(2),
            List.of(new BrokerAddress("b", 3)),
            Optional.empty());

    for (Optional<String> text :
        List.of(
            Optional.<String>empty(),
            Optional.of("# nothing\n"),
            Optional.of("pinot: {controller: 'c:9000'}\ngrpc: {port: 9}\nmetrics: {port: 9}"))) {
      ServerConfiguration configuration = ServerFile.read(text, overrides, problems);

      assertThat(problems.sorted()).isEmpty();
      assertThat(configuration.grpc()).hasToString("::1:1");
      assertThat(configuration.metrics()).hasToString("::1:2");
      assertThat(configuration.pinot().brokers()).containsExactly(new BrokerAddress("b", 3));
      assertThat(configuration.pinot().controller()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grpc: {port: 1} | server.yaml: pinot: nothing (expected: brokers (a list",
        "pinot: {} | server.yaml:1: pinot: nothing (expected: brokers (a list",
        "pinot: {brokers: ['b:1'], controller: 'c:1'} | brokers and controller (expected: brokers",
        "pinot: {brokers: []} | server.yaml:1: pinot: nothing (expected: brokers (a list",
        "pinot: {brokers: [b]} | pinot.brokers[0]: b (expected: host:port)",
        "pinot: {brokers: ['b:1'], x: 1} | pinot.x: x (expected: one of the keys",
        "pinot: {brokers: ['b:1'], tls: {key: k}} | key (expected: certificate and key",
        "pinot: {brokers: ['b:1'], refresh: 0s} | pinot.refresh: 0s (expected: > 0s)",
        "pinot: {brokers: ['b:1'], headers: {A: []}} | pinot.headers.A: a list (expected: a header",
        "{pinot: {brokers: ['b:1']}, limits: {rows: 0}} | limits.rows: 0 (expected: an integer",
        "{pinot: {brokers: ['b:1']}, grpc: {port: 70000}} | grpc.port: 70000 (expected: an integer",
        "{pinot: {brokers: ['b:1']}, deadlines: {longest: 1s}} | (expected: default <= longest)",
        "{pinot: {brokers: ['b:1']}, grcp: {}} | grcp: grcp (expected: one of the keys grpc",
        "[] | server.yaml:1: a list (expected: a mapping)",
      })
  void problemsNamePlaceValueAndExpectation(String text, String problem) {
    read(text);

    assertThat(problems.sorted().stream().map(Problem::toString))
        .anyMatch(message -> message.contains(problem));
  }
}
