package io.nearline.bench;

import io.nearline.bench.ingest.IngestBenchCommand;
import io.nearline.bench.report.Goal;
import io.nearline.bench.report.GoalTable;
import io.nearline.bench.report.HtmlReport;
import io.nearline.bench.report.JsonReport;
import io.nearline.bench.report.Outcome;
import io.nearline.cli.CommandException;
import io.nearline.cli.Installation;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nearline bench}. */
@Command(
    name = "bench",
    subcommands = IngestBenchCommand.class,
    description = {
      "Measure GetFeatures on this machine, beside the same SQL sent straight to Pinot, and beside a"
          + " gRPC server that does nothing.",
      "",
      "Starts Kafka and Pinot, loads generated actions, and measures in rounds, which takes about 20"
          + " minutes and 8 GB of disk, freed at the end. Some of the answers are compared with"
          + " what the definitions mean: one that differs, or fails, ends it with exit code 1."
    })
public final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--quick",
      description = "Little data, one round: whether it works, not how fast it is.")
  private boolean quick;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the HTML report goes (default: report.html of DIR).")
  private @Nullable Path report;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where data and logs are (default: .nearline/bench of the clone); emptied.")
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
      description = "How many rounds count (default: 5, with --quick 1).")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the data and of who is asked for (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Made by picocli. */
  public BenchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = Installation.current();
    Path kept =
        (directory != null ? directory : installation.home().resolve(".nearline").resolve("bench"))
            .toAbsolutePath()
            .normalize();
    Outcome outcome =
        new Bench(installation, kept, basePort, scale(), seed, BenchCommand::say).run();
    write(Optional.ofNullable(out), JsonReport.text(outcome));
    Path page = report != null ? report : kept.resolve("report.html");
    write(Optional.of(page), HtmlReport.text(outcome));
    System.out.print(GoalTable.text(outcome, Goal.ALL));
    say("report: " + page.toAbsolutePath());
    outcome.problems().forEach(BenchCommand::say);
    say(outcome.checkedAnswers() + " answers compared, " + outcome.problems().size() + " problems");
    return (outcome.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private Scale scale() {
    Scale scale = quick ? Scale.QUICK : Scale.FULL;
    if (rounds != null && rounds < 1) {
      throw CommandException.usage("--rounds " + rounds + " (expected: at least 1)");
    }
    return rounds == null ? scale : scale.withRounds(rounds);
  }

  private static void write(Optional<Path> file, String text) {
    file.ifPresent(
        path -> {
          try {
            Files.writeString(path, text);
          } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
          }
        });
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
