package io.nearline.cli.configuration;

import io.nearline.cli.Installation;
import io.nearline.process.ChildFailedException;
import io.nearline.process.ChildProcess;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A part that reads its configuration while this process does something else. */
final class PartCheck implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(2);

  private final ChildProcess child;
  private final Path output;

  private PartCheck(ChildProcess child, Path output) {
    this.child = child;
    this.output = output;
  }

  /** Starts the check of {@code directory}. */
  static PartCheck start(Part part, Installation installation, Path directory) {
    try {
      Path output = Files.createTempFile("nearline-" + part.module() + "-check-", ".log");
      return new PartCheck(
          ChildProcess.start(part.module(), part.check(installation, directory), output), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the part, and returns the problems that it has found, a line each.
   *
   * @throws ChildFailedException when it could not check; names the file of its output
   */
  List<String> problems() {
    List<String> problems = await();
    try {
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }

  private List<String> await() {
    try {
      child.awaitDone(BOUND);
      return List.of();
    } catch (ChildFailedException e) {
      if (child.isAlive() || child.exit().join() != ExitCode.USAGE.code()) {
        throw e;
      }
      try {
        return Files.readAllLines(output);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  /** Ends the part, if it hasn't ended. */
  @Override
  public void close() {
    child.close();
  }
}
