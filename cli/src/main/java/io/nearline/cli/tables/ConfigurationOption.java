package io.nearline.cli.tables;

import io.nearline.cli.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration directory, of a command whose arguments are others. */
final class ConfigurationOption {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "The configuration (default: deploy/config of the clone).")
  private @Nullable Path directory;

  /** Returns the directory that the user has named, or the sample's. */
  Path path() {
    return given().orElseGet(() -> Installation.current().configuration());
  }

  /** Returns the directory that the user has named. */
  Optional<Path> given() {
    return Optional.ofNullable(directory);
  }
}
