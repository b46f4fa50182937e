package io.nearline.server;

import io.nearline.server.config.Overrides;
import io.nearline.server.pinot.BrokerAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The server's command line.
 *
 * @param directory the configuration directory
 * @param overrides what counts more than {@code server.yaml}
 * @param check whether only the configuration is read, and nothing connected to
 */
public record CommandLine(Path directory, Overrides overrides, boolean check) {
  private static final String CHECK = "--check";

  static final String USAGE =
      """
      usage: ServerMain --config DIR [--host H] [--port P] [--metrics-port P]
             [--pinot-broker HOST:PORT[,HOST:PORT…]] [--pinot-controller HOST:PORT] [--check]""";

  /**
   * Reads arguments.
   *
   * @throws UsageException naming the option, its value and the expectation
   */
  public static CommandLine parse(List<String> arguments) {
    @Nullable Path directory = null;
    Optional<String> host = Optional.empty();
    OptionalInt port = OptionalInt.empty();
    OptionalInt metricsPort = OptionalInt.empty();
    List<BrokerAddress> brokers = new ArrayList<>();
    Optional<BrokerAddress> controller = Optional.empty();
    List<String> valued = arguments.stream().filter(argument -> !argument.equals(CHECK)).toList();
    for (int i = 0; i < valued.size(); i += 2) {
      String option = valued.get(i);
      String value = i + 1 < valued.size() ? valued.get(i + 1) : "";
      switch (option) {
        case "--config" -> directory = Path.of(required(option, value));
        case "--host" -> host = Optional.of(required(option, value));
        case "--port" -> port = OptionalInt.of(port(option, value));
        case "--metrics-port" -> metricsPort = OptionalInt.of(port(option, value));
        case "--pinot-broker" -> {
          for (String address : value.split(",", -1)) {
            brokers.add(address(option, address));
          }
        }
        case "--pinot-controller" -> controller = Optional.of(address(option, value));
        default -> throw new UsageException(option + ": unknown option\n" + USAGE);
      }
    }
    if (directory == null) {
      throw new UsageException("--config: nothing (expected: a directory)\n" + USAGE);
    }
    if (!brokers.isEmpty() && controller.isPresent()) {
      throw new UsageException("--pinot-broker and --pinot-controller (expected: one of the two)");
    }
    return new CommandLine(
        directory,
        new Overrides(host, port, metricsPort, brokers, controller),
        arguments.contains(CHECK));
  }

  private static String required(String option, String value) {
    if (value.isEmpty()) {
      throw new UsageException(option + ": nothing (expected: a value)");
    }
    return value;
  }

  private static int port(String option, String value) {
    if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535) {
      return Integer.parseInt(value);
    }
    throw new UsageException(option + ": " + value + " (expected: a port from 0 to 65535)");
  }

  private static BrokerAddress address(String option, String value) {
    try {
      return BrokerAddress.parse(value);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
