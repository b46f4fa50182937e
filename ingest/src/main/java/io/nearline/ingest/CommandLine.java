package io.nearline.ingest;

import io.nearline.ingest.configuration.IngestConfiguration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of {@link IngestMain}.
 *
 * @param configuration the configuration directory
 * @param kafka overrides the brokers
 * @param stateDirectory overrides where the stores are
 * @param port overrides the port
 */
public record CommandLine(
    Path configuration, Optional<String> kafka, Optional<Path> stateDirectory, OptionalInt port) {
  static final String USAGE =
      "usage: IngestMain --config DIR [--kafka HOST:PORT[,HOST:PORT]] [--state-dir DIR] [--port"
          + " PORT]";

  private static final int MOST_PORT = 65_535;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException when they are not as {@link #USAGE} says
   */
  public static CommandLine parse(String... arguments) {
    Optional<Path> configuration = Optional.empty();
    Optional<String> kafka = Optional.empty();
    Optional<Path> stateDirectory = Optional.empty();
    OptionalInt port = OptionalInt.empty();
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--config" -> configuration = Optional.of(Path.of(value(option, rest)));
        case "--kafka" -> kafka = Optional.of(value(option, rest));
        case "--state-dir" -> stateDirectory = Optional.of(Path.of(value(option, rest)));
        case "--port" -> port = OptionalInt.of(port(value(option, rest)));
        default ->
            throw new IllegalArgumentException(
                option + " (expected: --config, --kafka, --state-dir or --port)");
      }
    }
    return new CommandLine(
        configuration.orElseThrow(
            () -> new IllegalArgumentException("--config: nothing (expected: a directory)")),
        kafka,
        stateDirectory,
        port);
  }

  /** Returns a configuration with what these options override. */
  IngestConfiguration override(IngestConfiguration given) {
    return given.at(
        kafka.orElse(given.bootstrapServers()),
        stateDirectory.orElse(given.stateDirectory()),
        port.orElse(given.port()));
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + ": nothing (expected: a value)");
    }
    return rest.next();
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST_PORT) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("--port: " + text + " (expected: 0 to " + MOST_PORT + ")");
  }
}
