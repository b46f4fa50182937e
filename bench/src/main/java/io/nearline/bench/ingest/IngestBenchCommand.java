package io.nearline.bench.ingest;

import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nearline bench ingest}. */
@Command(
    name = "ingest",
    description = {
      "Measure ingest on this machine: how many events it takes, beside a producer that only writes"
          + " what ingest writes; how soon they are in features; and its memory with a million"
          + " keys to join with.",
      "",
      "Starts Kafka and Pinot; takes some minutes and 10 GB of disk, freed at the end."
    })
public final class IngestBenchCommand implements Callable<Integer> {
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
          "Where data and logs are (default: .nearline/bench-ingest of the clone); emptied.")
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
      description = "How many rounds count (default: 3, with --quick 1).")
  private @Nullable Integer rounds;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events wait each round (default: 2000000, with --quick 60000).")
  private @Nullable Integer events;

  @Option(
      names = "--keys",
      paramLabel = "N",
      description = "How many keys there are to join with (default: 1000000, with --quick 20000).")
  private @Nullable Integer keys;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the data (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Made by picocli. */
  public IngestBenchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = Installation.current();
    Path kept =
        (directory != null
                ? directory
                : installation.home().resolve(".nearline").resolve("bench-ingest"))
            .toAbsolutePath()
            .normalize();
    IngestOutcome outcome =
        new IngestBench(installation, kept, basePort, scale(), seed, System.err::println).run();
    if (out != null) {
      write(out, IngestReport.json(outcome));
    }
    System.out.print(IngestReport.table(outcome));
    return ExitCode.DONE.code();
  }

  private IngestScale scale() {
    IngestScale scale = quick ? IngestScale.QUICK : IngestScale.FULL;
    if (rounds != null && rounds < 1) {
      throw CommandException.usage("--rounds " + rounds + " (expected: at least 1)");
    }
    if (events != null && events < 1_000) {
      throw CommandException.usage("--events " + events + " (expected: at least 1000)");
    }
    if (keys != null && keys < 10_000) {
      throw CommandException.usage("--keys " + keys + " (expected: at least 10000)");
    }
    return scale.with(
        keys == null ? scale.keys() : keys,
        events == null ? scale.backlog() : events,
        rounds == null ? scale.rounds() : rounds);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
