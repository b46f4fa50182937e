package io.nearline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.server.pinot.BrokerAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  @Test
  void everyOption() {
    CommandLine line =
        CommandLine.parse(
            List.of(
                "--config",
                "d",
                "--host",
                "::1",
                "--port",
                "1",
                "--metrics-port",
                "0",
                "--pinot-broker",
                "a:1,b:2"));

    assertThat(line.directory()).hasToString("d");
    assertThat(line.overrides().host()).isEqualTo(Optional.of("::1"));
    assertThat(line.overrides().grpcPort()).isEqualTo(OptionalInt.of(1));
    assertThat(line.overrides().metricsPort()).isEqualTo(OptionalInt.of(0));
    assertThat(line.overrides().brokers())
        .containsExactly(new BrokerAddress("a", 1), new BrokerAddress("b", 2));
  }

  @Test
  void checkingIsAskedForAnywhere() {
    assertThat(CommandLine.parse(List.of("--config", "d")).task())
        .isEqualTo(CommandLine.Task.SERVE);
    assertThat(CommandLine.parse(List.of("d", "--check-settings")).task())
        .isEqualTo(CommandLine.Task.CHECK_SETTINGS);
    for (String line :
        List.of(
            "--check --config d",
            "--config d --check",
            "--port 1 --check --config d",
            "--check d")) {
      CommandLine parsed = CommandLine.parse(List.of(line.split(" ")));
      assertThat(parsed.task()).isEqualTo(CommandLine.Task.CHECK);
      assertThat(parsed.directory()).hasToString("d");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | --config: nothing (expected: a directory)",
        "--config d --prot 1 | --prot: unknown option",
        "--config --check | --config: nothing (expected: a value)",
        "--config | --config: nothing (expected: a value)",
        "d --config e | d and e (expected: one directory)",
        "d e | d and e (expected: one directory)",
        "--config d --port 70000 | --port: 70000 (expected: a port from 0 to 65535)",
        "--config d --pinot-broker a | --pinot-broker: a (expected: host:port)",
        "--config d --pinot-broker a:1, | --pinot-broker:  (expected: host:port)",
        "--config d --pinot-broker a:1 --pinot-controller b:2 | (expected: one of the two)",
      })
  void wrongOptions(String arguments, String message) {
    List<String> split = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));

    assertThatThrownBy(() -> CommandLine.parse(split))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
