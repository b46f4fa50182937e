package io.nearline.cli.letters;

import io.nearline.cli.CommandException;
import io.nearline.process.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nearline dead-letters retry}. */
@Command(
    name = "retry",
    description = {
      "Send the events of dead letters again to the topics they came from, once what was wrong is"
          + " mended.",
      "",
      "An event becomes an action once, however often it is retried within ingest's"
          + " deduplication_horizon; one that is refused again becomes another dead letter. Letters"
          + " stay until their topic drops them."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RetryCommand implements Callable<Integer> {
  @Mixin private LetterOptions options;

  @Option(names = "--reason", description = "Those of this reason; may be repeated.")
  private List<String> reasons = List.of();

  @Option(names = "--topic", description = "Those from this source topic; may be repeated.")
  private List<String> topics = List.of();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    if (all == !(reasons.isEmpty() && topics.isEmpty())) {
      throw CommandException.usage(
          all
              ? "--all and --reason or --topic (expected: one of them)"
              : "--reason: nothing (expected: --reason, --topic, or --all)");
    }
    Letters letters = options.letters();
    requireAsked(letters);
    Map<String, Integer> partitions = letters.topics();
    ToIntFunction<String> counts = topic -> partitions.getOrDefault(topic, 0);
    Retry.Summary summary;
    if (dryRun) {
      Retry retry = new Retry(counts, this::isWanted, event -> {});
      letters.forEach(retry::accept);
      summary = retry.summary();
    } else {
      try (RetrySender sender = new RetrySender(options.settings())) {
        Retry retry = new Retry(counts, this::isWanted, sender::send);
        letters.forEach(retry::accept);
        sender.flush();
        summary = retry.summary();
      }
    }
    lines(summary, dryRun).forEach(System.out::println);
    return summary.left() == 0 ? ExitCode.DONE.code() : ExitCode.FAILED.code();
  }

  /**
   * Before anything is sent, a name that no letter has is a mistake; unless there are no letters.
   */
  private void requireAsked(Letters letters) {
    SortedSet<String> seenReasons = new TreeSet<>();
    SortedSet<String> seenTopics = new TreeSet<>();
    letters.forEach(
        letter -> {
          seenReasons.add(letter.reason());
          seenTopics.add(letter.source().topic());
        });
    requireSeen("--reason", reasons, seenReasons);
    requireSeen("--topic", topics, seenTopics);
  }

  /** Refuses what is asked for and isn't there, though something is. */
  static void requireSeen(String option, List<String> asked, SortedSet<String> seen) {
    for (String name : asked) {
      if (!seen.isEmpty() && !seen.contains(name)) {
        throw CommandException.usage(
            "%s %s: no letter has it (expected: %s)"
                .formatted(option, name, String.join(", ", seen)));
      }
    }
  }

  private boolean isWanted(DeadLetter letter) {
    return (reasons.isEmpty() || reasons.contains(letter.reason()))
        && (topics.isEmpty() || topics.contains(letter.source().topic()));
  }

  /** Returns the account of a retry: its lines add up to the letters. */
  static List<String> lines(Retry.Summary summary, boolean dryRun) {
    long sent = summary.sent().values().stream().mapToLong(Long::longValue).sum();
    String topics = summary.sent().isEmpty() ? "" : "   " + summary.sent();
    return List.of(
        line("letters chosen", summary.letters(), ""),
        line(dryRun ? "= to be sent" : "= sent again", sent, topics),
        line("+ of the same event", summary.repeated(), "   sent once for all of its letters"),
        line("+ without a value", summary.withoutValue(), "   too large to be kept, or none came"),
        line("+ without a source", summary.withoutSource(), "   unknown, or its topic is gone"));
  }

  private static String line(String what, long count, String more) {
    return String.format(Locale.ROOT, "%-20s %,10d%s", what, count, more);
  }
}
