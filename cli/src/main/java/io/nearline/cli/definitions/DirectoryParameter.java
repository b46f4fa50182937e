package io.nearline.cli.definitions;

import io.nearline.cli.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The configuration directory as a command's argument. */
final class DirectoryParameter {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The configuration (default: deploy/config of the clone).")
  private @Nullable Path directory;

  /** Returns the directory that the user has named, or the sample's. */
  Path path() {
    return directory != null ? directory : Installation.current().configuration();
  }
}
