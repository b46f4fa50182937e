package io.nearline.bench;

import io.nearline.bench.ingest.IngestBenchCommand;
import io.nearline.bench.report.Goal;
import io.nearline.bench.report.GoalTable;
import io.nearline.bench.report.HtmlReport;
import io.nearline.bench.report.JsonReport;
import io.nearline.bench.report.Outcome;
import io.nearline.cli.Installation;
import io.nearline.process.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the HTML report goes (default: report.html of DIR).")
  private @Nullable Path report;

  /** Made by picocli. */
  public BenchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Installation installation = Installation.current();
    Path kept = options.directory("bench");
    Outcome outcome =
        new Bench(
                installation, kept, options.basePort(), scale(), options.seed(), BenchCommand::say)
            .run();
    options.writeFigures(JsonReport.text(outcome));
    Path page = report != null ? report : kept.resolve("report.html");
    BenchOptions.write(page, HtmlReport.text(outcome));
    System.out.print(GoalTable.text(outcome, Goal.ALL));
    say("report: " + page.toAbsolutePath());
    outcome.problems().forEach(BenchCommand::say);
    say(outcome.checkedAnswers() + " answers compared, " + outcome.problems().size() + " problems");
    return (outcome.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private Scale scale() {
    Scale scale = options.isQuick() ? Scale.QUICK : Scale.FULL;
    return scale.withRounds(options.rounds(scale.rounds()));
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
