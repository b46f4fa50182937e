package io.nearline.cli.exactlyonce;

import io.nearline.cli.CommandException;
import io.nearline.cli.DurationConverter;
import io.nearline.cli.account.Account;
import io.nearline.cli.account.AccountTotals;
import io.nearline.cli.demo.DemoWorld;
import io.nearline.cli.demo.RawRecord;
import io.nearline.cli.replay.Publisher;
import io.nearline.cli.system.StopHook;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nearline verify-exactly-once}. */
@Command(
    name = "verify-exactly-once",
    description = {
      "Prove on this machine that ingest loses and doubles nothing: feed it with raw events of known"
          + " fates, kill it (or Kafka and Pinot) with SIGKILL while they flow, start it again, and"
          + " compare every event id in Kafka and Pinot with what was fed.",
      "",
      "Starts a system of its own on the sample configuration, in a temporary directory, which is kept"
          + " when something is wrong. Ends with 0 when all holds, else with 1 and what differs."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class VerifyExactlyOnceCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long FEWEST_EVENTS_EACH = 100;

  @Option(
      names = "--kills",
      defaultValue = "10",
      description = "How often something is killed (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--events",
      defaultValue = "200000",
      description = "How many raw events are fed (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rate",
      defaultValue = "5000",
      description = "How many events a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "The same events and points of kills for the same seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--kill",
      defaultValue = "ingest",
      description =
          "What is killed: ingest; stack, which is Kafka and Pinot; or both, by turns (default:"
              + " ${DEFAULT-VALUE}).")
  private Target.Choice target;

  @Option(
      names = "--instances",
      defaultValue = "1",
      description =
          "How many instances of ingest share the work. The first is there before the first event, the"
              + " others join while events flow (default: ${DEFAULT-VALUE}).")
  private int instances;

  @Option(
      names = "--within",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description =
          "How long it may take after a kill of ingest until all that was fed is visible; twice as long"
              + " after one of Kafka and Pinot (default: ${DEFAULT-VALUE}).")
  private Duration within;

  /** Made by picocli. */
  public VerifyExactlyOnceCommand() {}

  @Override
  public Integer call() {
    Scope scope = scope();
    Path directory = temporaryDirectory();
    System.out.println("Starting Kafka, Pinot and ingest in " + directory + " …");
    List<String> problems = verify(scope, directory);
    if (!problems.isEmpty()) {
      throw CommandException.failed(
          "this doesn't hold; data and logs are in "
              + directory
              + "\n  "
              + String.join("\n  ", problems));
    }
    Directories.delete(directory);
    System.out.println("exactly once: nothing lost, nothing doubled");
    return ExitCode.DONE.code();
  }

  private Scope scope() {
    require(kills >= 1, "--kills " + kills, "at least 1");
    require(rate > 0, "--rate " + rate, "> 0");
    require(instances >= 1, "--instances " + instances, "at least 1");
    require(
        events >= FEWEST_EVENTS_EACH * kills,
        "--events " + events,
        "at least " + FEWEST_EVENTS_EACH + " a kill");
    return new Scope(kills, events, rate, seed, target, instances, within);
  }

  private static void require(boolean holds, String what, String expectation) {
    if (!holds) {
      throw CommandException.usage(what + " (expected: " + expectation + ")");
    }
  }

  private static List<String> verify(Scope scope, Path directory) {
    TestedSystem system = new TestedSystem(directory);
    StopHook hook = StopHook.install(system::close, ExitCode.FAILED);
    try {
      return verify(scope, system);
    } finally {
      hook.disarm();
      system.close();
    }
  }

  private static List<String> verify(Scope scope, TestedSystem system) {
    DemoWorld world = new DemoWorld(scope.seed());
    ExecutorService feeding = Executors.newSingleThreadExecutor();
    try (Publisher publisher = new Publisher(system.addresses().kafka(), PATIENCE)) {
      publish(UnusedRows.records(), publisher);
      publish(world.attributeRecords(), publisher);
      publisher.flush();
      system.addInstance();
      EventFeed feed = new EventFeed(publisher, new EventMix(world, scope.seed()), scope.rate());
      Verification run =
          new Verification(system, scope, feed, feeding, VerifyExactlyOnceCommand::say);
      List<String> problems = new ArrayList<>(run.run());
      system.stopIngest();
      Report report = report(system, feed.count());
      System.out.println();
      report.lines().forEach(System.out::println);
      System.out.println();
      problems.addAll(report.problems());
      return problems;
    } finally {
      feeding.shutdownNow();
    }
  }

  private static void publish(List<RawRecord> records, Publisher publisher) {
    for (RawRecord record : records) {
      publisher.publish(record.topic(), record.keyBytes(), record.valueBytes(), record.topic());
    }
  }

  private static Report report(TestedSystem system, long published) {
    AccountTotals totals;
    try (Account account = new Account(system.addresses().kafka(), Account.SAMPLE_APPLICATION)) {
      totals = account.read();
    }
    system.awaitRows(totals.rows());
    Inspection inspection = new Inspection(system.addresses(), system.tables()).read();
    return new Report(
        published, inspection.fates(), totals, inspection.actions(), inspection.letters());
  }

  private static void say(String line) {
    System.out.println("  " + line);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("nearline-verify-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
