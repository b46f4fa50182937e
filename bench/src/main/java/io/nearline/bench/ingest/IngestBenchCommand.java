package io.nearline.bench.ingest;

import io.nearline.bench.BenchOptions;
import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import io.nearline.process.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline bench ingest}. */
@Command(
    name = "ingest",
    description = {
      "Measure ingest on this machine: how many events it takes, beside a producer that only writes"
          + " what ingest writes; how soon they are in features; and its memory with a million"
          + " keys to join with.",
      "",
      "The first commit of segments after Pinot's start is shown by itself: the worst around commits"
          + " is that of those that follow.",
      "",
      "Starts Kafka and Pinot; takes a quarter of an hour and 10 GB of disk, freed at the end."
    })
public final class IngestBenchCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "How many events wait each round, after those that warm up (default: 2000000, with --quick"
              + " 60000).")
  private @Nullable Integer events;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "How many events each process takes first, each round, that don't count: ingest is started"
              + " for each measurement, and its compilers and partitions take a while (default: three"
              + " quarters of --events).")
  private @Nullable Integer warmUp;

  @Option(
      names = "--keys",
      paramLabel = "N",
      description = "How many keys there are to join with (default: 1000000, with --quick 20000).")
  private @Nullable Integer keys;

  /** Made by picocli. */
  public IngestBenchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = Installation.current();
    IngestOutcome outcome =
        new IngestBench(
                installation,
                options.directory("bench-ingest"),
                options.basePort(),
                scale(),
                options.seed(),
                System.err::println)
            .run();
    options.writeFigures(IngestReport.json(outcome));
    System.out.print(IngestReport.table(outcome));
    return ExitCode.DONE.code();
  }

  private IngestScale scale() {
    IngestScale scale = options.isQuick() ? IngestScale.QUICK : IngestScale.FULL;
    if (events != null && events < 1_000) {
      throw CommandException.usage("--events " + events + " (expected: at least 1000)");
    }
    if (keys != null && keys < 10_000) {
      throw CommandException.usage("--keys " + keys + " (expected: at least 10000)");
    }
    if (warmUp != null && warmUp < 0) {
      throw CommandException.usage("--warm-up " + warmUp + " (expected: at least 0)");
    }
    int counted = events == null ? scale.backlog() : events;
    return scale
        .withKeys(keys == null ? scale.keys() : keys)
        .withEvents(warmUp == null ? IngestScale.warmUp(counted) : warmUp, counted)
        .withRounds(options.rounds(scale.rounds()));
  }
}
