package io.nearline.server;

import io.nearline.server.config.Overrides;
import io.nearline.server.pinot.BrokerAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The server's command line.
 *
 * @param directory the configuration directory
 * @param overrides what counts more than {@code server.yaml}
 * @param task what to do
 */
public record CommandLine(Path directory, Overrides overrides, Task task) {
  /** What the server does before it ends. */
  enum Task {
    /** Reads the whole configuration, and connects to nothing. */
    CHECK,
    /** Reads {@code server.yaml}, for who has checked the definitions. */
    CHECK_SETTINGS,
    /** Serves until it is stopped. */
    SERVE
  }

  static final String USAGE =
      """
      usage: ServerMain [--config] DIR [--host H] [--port P] [--metrics-port P]
             [--pinot-broker HOST:PORT[,HOST:PORT…]] [--pinot-controller HOST:PORT]
             [--check | --check-settings]""";

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
    Task task = Task.SERVE;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--config" -> directory = only(directory, value(option, rest));
        case "--host" -> host = Optional.of(value(option, rest));
        case "--port" -> port = OptionalInt.of(port(option, value(option, rest)));
        case "--metrics-port" -> metricsPort = OptionalInt.of(port(option, value(option, rest)));
        case "--pinot-broker" -> {
          for (String address : value(option, rest).split(",", -1)) {
            brokers.add(address(option, address));
          }
        }
        case "--pinot-controller" -> controller = Optional.of(address(option, value(option, rest)));
        case "--check" -> task = Task.CHECK;
        case "--check-settings" -> task = Task.CHECK_SETTINGS;
        default -> {
          if (option.startsWith("-")) {
            throw new UsageException(option + ": unknown option\n" + USAGE);
          }
          directory = only(directory, option);
        }
      }
    }
    if (directory == null) {
      throw new UsageException("--config: nothing (expected: a directory)\n" + USAGE);
    }
    if (!brokers.isEmpty() && controller.isPresent()) {
      throw new UsageException("--pinot-broker and --pinot-controller (expected: one of the two)");
    }
    return new CommandLine(
        directory, new Overrides(host, port, metricsPort, brokers, controller), task);
  }

  private static Path only(@Nullable Path given, String directory) {
    if (given != null) {
      throw new UsageException(given + " and " + directory + " (expected: one directory)");
    }
    return Path.of(directory);
  }

  private static String value(String option, Iterator<String> rest) {
    String value = rest.hasNext() ? rest.next() : "";
    if (value.isEmpty() || value.startsWith("--")) {
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
