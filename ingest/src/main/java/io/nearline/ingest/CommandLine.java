package io.nearline.ingest;

import io.nearline.features.attribute.Generations;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
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
 * @param metricsPort overrides the metrics' port
 * @param generation the only generation to work for, whatever the configuration says
 * @param task what to do
 */
public record CommandLine(
    Path configuration,
    Optional<String> kafka,
    Optional<Path> stateDirectory,
    OptionalInt port,
    OptionalInt metricsPort,
    OptionalInt generation,
    Task task) {
  /** What ingest does before it ends. */
  enum Task {
    /** Reads the configuration, and connects to nothing. */
    CHECK,
    /** Makes sure of the topics. */
    PREPARE_TOPICS,
    /** Removes the topics of a generation that nobody works for any more. */
    DROP,
    /** Makes sure of the topics, and then processes events until it is stopped. */
    PROCESS
  }

  static final String USAGE =
      "usage: IngestMain [--config] DIR [--kafka HOST:PORT[,HOST:PORT]] [--state-dir DIR] [--port"
          + " PORT] [--metrics-port PORT] [--generation N] [--check | --topics | --drop]";

  private static final int MOST_PORT = 65_535;

  /**
   * Reads the arguments.
   *
   * @throws UsageException when they are not as {@link #USAGE} says
   */
  public static CommandLine parse(String... arguments) {
    Optional<Path> configuration = Optional.empty();
    Optional<String> kafka = Optional.empty();
    Optional<Path> stateDirectory = Optional.empty();
    OptionalInt port = OptionalInt.empty();
    OptionalInt metricsPort = OptionalInt.empty();
    OptionalInt generation = OptionalInt.empty();
    Task task = Task.PROCESS;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--config" -> configuration = only(configuration, value(option, rest));
        case "--kafka" -> kafka = Optional.of(value(option, rest));
        case "--state-dir" -> stateDirectory = Optional.of(Path.of(value(option, rest)));
        case "--port" -> port = OptionalInt.of(port(option, value(option, rest)));
        case "--metrics-port" -> metricsPort = OptionalInt.of(port(option, value(option, rest)));
        case "--generation" -> generation = OptionalInt.of(generation(value(option, rest)));
        case "--check", "--topics", "--drop" -> {
          if (task != Task.PROCESS) {
            throw new UsageException(option + " (expected: --check, --topics or --drop, once)");
          }
          task = task(option);
        }
        default -> {
          if (option.startsWith("-")) {
            throw new UsageException(
                option
                    + " (expected: --config, --kafka, --state-dir, --port, --metrics-port,"
                    + " --generation, --check, --topics or --drop)");
          }
          configuration = only(configuration, option);
        }
      }
    }
    if (task == Task.DROP && generation.isEmpty()) {
      throw new UsageException("--generation: nothing (expected: the one to drop)");
    }
    return new CommandLine(
        configuration.orElseThrow(
            () -> new UsageException("--config: nothing (expected: a directory)")),
        kafka,
        stateDirectory,
        port,
        metricsPort,
        generation,
        task);
  }

  /** Returns a definition with what these options override. */
  IngestDefinition override(IngestDefinition given) {
    IngestDefinition overridden = given.with(override(given.configuration()));
    return generation.isPresent()
        ? overridden.with(Generations.only(generation.getAsInt()))
        : overridden;
  }

  /**
   * Returns a configuration with what these options override. Who takes any port for {@code --port}
   * takes any for the metrics too, unless one is named: it is for instances beside others.
   */
  IngestConfiguration override(IngestConfiguration given) {
    boolean anyPort = port.isPresent() && port.getAsInt() == 0;
    return given.at(
        kafka.orElse(given.bootstrapServers()),
        stateDirectory.orElse(given.stateDirectory()),
        port.orElse(given.port()),
        metricsPort.orElse(anyPort ? 0 : given.metricsPort()));
  }

  private static Task task(String option) {
    return switch (option) {
      case "--check" -> Task.CHECK;
      case "--topics" -> Task.PREPARE_TOPICS;
      default -> Task.DROP;
    };
  }

  private static Optional<Path> only(Optional<Path> given, String directory) {
    if (given.isPresent()) {
      throw new UsageException(given.get() + " and " + directory + " (expected: one directory)");
    }
    return Optional.of(Path.of(directory));
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new UsageException(option + ": nothing (expected: a value)");
    }
    return rest.next();
  }

  private static int port(String option, String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= MOST_PORT) {
      return Integer.parseInt(text);
    }
    throw new UsageException(option + ": " + text + " (expected: 0 to " + MOST_PORT + ")");
  }

  private static int generation(String text) {
    if (text.matches("[1-9]\\d{0,5}")) {
      return Integer.parseInt(text);
    }
    throw new UsageException("--generation: " + text + " (expected: 1 to 999999)");
  }
}
