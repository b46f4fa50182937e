package io.nearline.cli.tables;

import io.nearline.cli.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration directory. */
final class ConfigurationOption {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "The configuration (default: deploy/config of the clone).")
  private @Nullable Path directory;

  /** Reads the configuration that the user has named, or the sample. */
  Configuration configuration() {
    return Configuration.read(
        directory != null ? directory : Installation.current().configuration());
  }

  /** Reads the configuration if the user has named one. */
  Optional<Configuration> given() {
    return Optional.ofNullable(directory).map(Configuration::read);
  }
}
