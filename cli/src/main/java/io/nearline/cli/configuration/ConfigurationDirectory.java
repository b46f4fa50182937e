package io.nearline.cli.configuration;

import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The configuration directory as a command is told it: as an argument or by an option. */
public final class ConfigurationDirectory {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The configuration (default: deploy/config of the clone).")
  private @Nullable Path argument;

  @Option(names = "--config", paramLabel = "DIR", description = "The same as DIR.")
  private @Nullable Path option;

  /** Made by picocli. */
  public ConfigurationDirectory() {}

  /** Returns the directory that the user has named, or the sample's. */
  public Path path() {
    return given().orElseGet(() -> Installation.current().configuration());
  }

  /**
   * Returns the directory that the user has named.
   *
   * @throws CommandException when they have named two
   */
  public Optional<Path> given() {
    if (argument != null && option != null) {
      throw CommandException.usage(
          "%s and --config %s (expected: one of them)".formatted(argument, option));
    }
    return Optional.ofNullable(argument != null ? argument : option);
  }
}
