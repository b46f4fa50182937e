package io.nearline.cli.system;

import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The system on this machine that a command asks, unless it is told addresses. */
public final class RunningSystem {
  @Option(
      names = "--dir",
      paramLabel = "DATA",
      description = "The directory of the running system (default: .nearline/up of the clone).")
  private @Nullable Path directory;

  /** Made by picocli. */
  public RunningSystem() {}

  /** Returns whether the user has named a directory. */
  boolean isNamed() {
    return directory != null;
  }

  /**
   * Returns where it listens.
   *
   * @throws CommandException when nothing runs there
   */
  public Endpoints endpoints() {
    return Endpoints.read(
        directory != null ? directory : Installation.current().defaultDirectory());
  }
}
