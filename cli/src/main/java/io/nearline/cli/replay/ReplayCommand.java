package io.nearline.cli.replay;

import io.nearline.cli.CommandException;
import io.nearline.cli.DurationConverter;
import io.nearline.cli.InstantConverter;
import io.nearline.cli.Terminal;
import io.nearline.cli.system.KafkaOfSystem;
import io.nearline.cli.system.KafkaTopics;
import io.nearline.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nearline replay}. */
@Command(
    name = "replay",
    description = {
      "Publish files of events, one a line, plain or gzipped.",
      "",
      "Standard actions get the key that the schema demands and, where they have no eventId,"
          + " 'file:line' as theirs: a second replay within ingest's deduplication_horizon changes"
          + " nothing. Other lines are sent as they are, and ingest judges them."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ReplayCommand implements Callable<Integer> {
  /** The topic whose events are standard actions. */
  private static final String ACTIONS = "raw.actions";

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, in order.")
  private List<Path> files;

  @Option(
      names = "--topic",
      defaultValue = ACTIONS,
      description = "Where to (default: ${DEFAULT-VALUE}).")
  private String topic;

  @Option(
      names = "--key",
      paramLabel = "FIELD",
      description = "The field whose value keys events that are no standard actions.")
  private @Nullable String key;

  @Option(
      names = "--shift-to-now",
      description = "Move all times by one distance, so that the latest is now.")
  private boolean shiftToNow;

  @Option(
      names = "--span",
      converter = DurationConverter.class,
      description = "Map the times linearly onto the last such time, for example 24h.")
  private @Nullable Duration span;

  @Option(
      names = "--until",
      converter = InstantConverter.class,
      description = "Where --span ends: ISO-8601 or epoch milliseconds (default: now).")
  private @Nullable Instant until;

  @Option(names = "--rate", description = "At most so many events a second.")
  private @Nullable Double rate;

  @Option(
      names = "--write",
      paramLabel = "OUT",
      description = "Save what was published, gzipped if the name ends in .gz.")
  private @Nullable Path output;

  @Mixin private KafkaOfSystem kafka = new KafkaOfSystem();

  /** Made by picocli. */
  public ReplayCommand() {}

  @Override
  public Integer call() {
    check();
    String brokers = kafka.brokers();
    try (KafkaTopics topics = KafkaTopics.connect(brokers, kafka.settings())) {
      topics.require(topic);
    }
    long bytes = totalBytes();
    TimeMapping mapping = mapping(bytes);
    long started = System.nanoTime();
    ReplaySummary summary;
    try (Publisher publisher = new Publisher(brokers, kafka.settings());
        LineOutput saved = LineOutput.to(Optional.ofNullable(output));
        Progress progress = progress("publishing", bytes)) {
      Pace pace = rate == null ? Pace.unlimited() : Pace.of(rate);
      Optional<KeyField> keyField = Optional.ofNullable(key).map(KeyField::new);
      summary = new Replay(topic, mapping, publisher, saved, keyField, pace, progress).run(files);
    }
    report(summary, (System.nanoTime() - started) / 1e9);
    return ExitCode.DONE.code();
  }

  private void check() {
    if (shiftToNow && span != null) {
      throw CommandException.usage("--shift-to-now and --span (expected: one of them)");
    }
    if (until != null && span == null) {
      throw CommandException.usage("--until " + until + " (expected: together with --span)");
    }
    if (rate != null && !(rate > 0)) {
      throw CommandException.usage("--rate " + rate + " (expected: > 0)");
    }
    Set<String> names = new TreeSet<>();
    for (Path file : files) {
      if (!names.add(String.valueOf(file.getFileName()))) {
        throw CommandException.usage(
            file
                + ": a second file of that name (expected: distinct names, which identify events)");
      }
      if (output != null && output.toAbsolutePath().equals(file.toAbsolutePath())) {
        throw CommandException.usage("--write " + output + " (expected: none of the files read)");
      }
      LineFile.open(file).close();
    }
  }

  private TimeMapping mapping(long bytes) {
    if (!shiftToNow && span == null) {
      return TimeMapping.identity();
    }
    TimeRange range;
    try (Progress progress = progress("reading   ", bytes)) {
      range = TimeRangeScan.of(files, progress);
    }
    Instant end = until != null ? until : Instant.now();
    return span == null ? TimeMapping.shift(range, end) : TimeMapping.span(range, span, end);
  }

  private void report(ReplaySummary summary, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "published %,d %s to %s in %.1f s (%,.0f/s)%n",
        summary.published(),
        summary.published() == 1 ? "event" : "events",
        topic,
        seconds,
        summary.published() / Math.max(1e-3, seconds));
    if (summary.others() > 0 && topic.equals(ACTIONS)) {
      System.out.printf(
          Locale.ROOT, "no standard actions, but sent as they are: %,d%n", summary.others());
      summary.firstOthers().forEach(other -> System.out.println("  " + other));
    }
    if (summary.withoutKey() > 0) {
      System.out.printf(
          Locale.ROOT, "without %s, so sent without a key: %,d%n", key, summary.withoutKey());
    }
  }

  private long totalBytes() {
    long total = 0;
    for (Path file : files) {
      try {
        total += Files.size(file);
      } catch (IOException e) {
        throw CommandException.failed(file + ": " + e.getMessage(), e);
      }
    }
    return total;
  }

  private static Progress progress(String what, long bytes) {
    return new Progress(System.err, what, Terminal.isInteractive(), bytes);
  }
}
