package io.nearline.bench;

import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every bench can be told. */
public final class BenchOptions {
  @Option(
      names = "--quick",
      description = "Little data, one round: whether it works, not how fast it is.")
  private boolean quick;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path out;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where data and logs are (default: .nearline/bench of the clone, or bench-ingest beside"
              + " it); emptied.")
  private @Nullable Path directory;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      defaultValue = "19190",
      description = "From which on 30 free ports are looked for (default: ${DEFAULT-VALUE}).")
  private int basePort;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How many rounds count (default: 5; with --quick 1).")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the data and of who is asked for (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Made by picocli. */
  public BenchOptions() {}

  /** Whether it is only to be seen to work. */
  public boolean isQuick() {
    return quick;
  }

  /**
   * Returns where data and logs are; {@code name} is that below .nearline unless told otherwise.
   */
  public Path directory(String name) {
    Path kept =
        directory != null
            ? directory
            : Installation.current().home().resolve(".nearline").resolve(name);
    return kept.toAbsolutePath().normalize();
  }

  /** Returns from which on free ports are looked for. */
  public int basePort() {
    return basePort;
  }

  /**
   * Returns how many rounds count.
   *
   * @param unlessTold how many when nothing is said
   * @throws CommandException when it is none
   */
  public int rounds(int unlessTold) {
    if (rounds == null) {
      return unlessTold;
    }
    if (rounds < 1) {
      throw CommandException.usage("--rounds " + rounds + " (expected: at least 1)");
    }
    return rounds;
  }

  /** Returns the seed of the data. */
  public long seed() {
    return seed;
  }

  /** Writes the figures, if they are wanted in a file. */
  public void writeFigures(String json) {
    if (out != null) {
      write(out, json);
    }
  }

  /** Writes a file. */
  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
