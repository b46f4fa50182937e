package io.nearline.cli.demo;

import io.nearline.cli.CommandException;
import io.nearline.cli.DurationConverter;
import io.nearline.cli.Installation;
import io.nearline.cli.Terminal;
import io.nearline.cli.system.Endpoints;
import io.nearline.cli.system.LocalSystem;
import io.nearline.cli.system.StopHook;
import io.nearline.cli.system.SystemOptions;
import io.nearline.process.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nearline demo}. */
@Command(
    name = "demo",
    description = {
      "Start the whole system on this machine, feed it with generated events, show features as they"
          + " change, and end with an account that adds up.",
      "",
      "What is stored is in .nearline/demo of the clone, begun anew by every demo."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DemoCommand implements Callable<Integer> {
  private static final Duration GLANCE = Duration.ofMillis(1500);

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same events for the same seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--duration",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long events are generated (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--rate",
      defaultValue = "300",
      description = "How many events a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  /** Made by picocli. */
  public DemoCommand() {}

  @Override
  public Integer call() {
    if (!(rate > 0)) {
      throw CommandException.usage("--rate " + rate + " (expected: > 0)");
    }
    Installation installation = Installation.current();
    Path directory = installation.home().resolve(".nearline").resolve("demo");
    SystemOptions options =
        new SystemOptions(directory, installation.configuration(), Optional.empty());
    System.out.println("Starting Kafka, Pinot, ingest and the feature server …");
    LocalSystem system = LocalSystem.prepareEmpty(options, line -> System.out.println("  " + line));
    StopHook hook = StopHook.install(system::close, ExitCode.FAILED);
    try {
      Endpoints endpoints = system.start();
      System.out.printf(Locale.ROOT, "  all is up after %.1f s%n", system.age().toMillis() / 1e3);
      return report(run(endpoints), directory, endpoints);
    } finally {
      hook.disarm();
      system.close();
    }
  }

  private DemoSummary run(Endpoints endpoints) {
    System.out.printf(
        Locale.ROOT,
        """

        For %d s, %.0f raw events a second (seed %d): job views, saves and applies as JSON, a shop's clicks as
        key=value lines; some from bots, some sent twice, some broken. Ingest joins them with what is known of
        members, jobs and items, and makes actions of them. Meanwhile one member acts, and its features follow:

        """,
        duration.toSeconds(),
        rate,
        seed);
    WatchScreen screen = new WatchScreen(System.out, Terminal.isInteractive(), Terminal.columns());
    return new Demo(endpoints, seed, duration, rate, screen, GLANCE).run();
  }

  private static int report(DemoSummary summary, Path directory, Endpoints endpoints) {
    System.out.println();
    summary.lines().forEach(System.out::println);
    System.out.println();
    List<String> discrepancies = summary.discrepancies();
    if (!discrepancies.isEmpty()) {
      throw CommandException.failed("it doesn't add up:\n  " + String.join("\n  ", discrepancies));
    }
    DemoSummary.next(shortest(directory), endpoints).forEach(System.out::println);
    return ExitCode.DONE.code();
  }

  private static String shortest(Path directory) {
    Path here = Path.of("").toAbsolutePath();
    return (directory.startsWith(here) ? here.relativize(directory) : directory).toString();
  }
}
