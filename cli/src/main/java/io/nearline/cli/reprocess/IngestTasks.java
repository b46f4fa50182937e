package io.nearline.cli.reprocess;

import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import io.nearline.process.ChildFailedException;
import io.nearline.process.ChildProcess;
import io.nearline.process.ExitCode;
import io.nearline.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What ingest does to its topics, as a process of its own that ends with it. */
final class IngestTasks {
  private static final Duration BOUND = Duration.ofMinutes(2);

  private final Path configuration;
  private final String kafka;

  /**
   * Makes them.
   *
   * @param kafka its addresses
   */
  IngestTasks(Path configuration, String kafka) {
    this.configuration = configuration;
    this.kafka = kafka;
  }

  /** Makes sure of all the topics of a generation. */
  void prepare(int generation) {
    run("--topics", generation);
  }

  /** Removes the topics that only a generation has, and its group, as far as they are there. */
  void drop(int generation) {
    run("--drop", generation);
  }

  private void run(String task, int generation) {
    try {
      Path output = Files.createTempFile("nearline-ingest-", ".log");
      try (ChildProcess child = ChildProcess.start("ingest", command(task, generation), output)) {
        await(child, output);
      }
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(ChildProcess child, Path output) throws IOException {
    try {
      child.awaitDone(BOUND);
    } catch (ChildFailedException e) {
      if (!child.isAlive() && child.exit().join() == ExitCode.USAGE.code()) {
        throw CommandException.usage("ingest:\n" + Files.readString(output).strip());
      }
      throw e;
    }
  }

  private JavaCommand command(String task, int generation) {
    return new JavaCommand(
        Installation.current().jar("ingest"),
        "io.nearline.ingest.IngestMain",
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of(
            "--config",
            configuration.toAbsolutePath().toString(),
            "--kafka",
            kafka,
            "--generation",
            Integer.toString(generation),
            task));
  }
}
