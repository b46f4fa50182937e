package io.nearline.cli.letters;

import io.nearline.cli.CommandException;
import io.nearline.process.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nearline dead-letters show}. */
@Command(
    name = "show",
    description = "Show dead letters of a reason, or those of one event by where it stood.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowCommand implements Callable<Integer> {
  private static final int EXCERPT = 2_000;

  @Mixin private LetterOptions options;

  @Parameters(arity = "0..1", paramLabel = "REASON", description = "Such as invalid.")
  private @Nullable String reason;

  @Option(names = "--topic", description = "The source topic.")
  private @Nullable String topic;

  @Option(names = "--partition", description = "The partition there.")
  private @Nullable Integer partition;

  @Option(names = "--offset", description = "The offset there.")
  private @Nullable Long offset;

  @Option(
      names = "--limit",
      defaultValue = "10",
      description = "The most letters (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--full", description = "Show values of any length whole.")
  private boolean full;

  @Override
  public Integer call() {
    if (reason == null && topic == null) {
      throw CommandException.usage("REASON: nothing (expected: a reason, or --topic)");
    }
    if (topic == null && (partition != null || offset != null)) {
      throw CommandException.usage("--topic: nothing (expected: with --partition and --offset)");
    }
    if (limit < 1) {
      throw CommandException.usage("--limit " + limit + " (expected: > 0)");
    }
    List<DeadLetter> shown = new ArrayList<>();
    long[] found = new long[1];
    options
        .letters()
        .forEach(
            letter -> {
              if (isWanted(letter) && found[0]++ < limit) {
                shown.add(letter);
              }
            });
    shown.forEach(letter -> lines(letter, full).forEach(System.out::println));
    if (found[0] > limit) {
      System.out.println("… " + (found[0] - limit) + " more (--limit)");
    }
    if (found[0] == 0) {
      throw CommandException.failed("no such dead letters");
    }
    return ExitCode.DONE.code();
  }

  private boolean isWanted(DeadLetter letter) {
    Coordinates source = letter.source();
    Coordinates origin = letter.origin();
    return (reason == null || reason.equals(letter.reason()))
        && (topic == null || topic.equals(source.topic()))
        && (partition == null || partition == source.partition() || partition == origin.partition())
        && (offset == null || offset == source.offset() || offset == origin.offset());
  }

  /** Returns a letter in lines for people. */
  static List<String> lines(DeadLetter letter, boolean whole) {
    int most = whole ? Integer.MAX_VALUE : EXCERPT;
    List<String> lines = new ArrayList<>();
    lines.add(letter.source() + "   " + SafeText.of(letter.reason()));
    lines.add("  detail    " + SafeText.of(letter.detail()));
    lines.add(
        "  pipeline  %s, generation %s"
            .formatted(SafeText.of(letter.pipeline()), SafeText.of(letter.generation())));
    if (!letter.origin().equals(letter.source())) {
      lines.add("  origin    " + letter.origin() + " (it was retried)");
    }
    lines.add("  letter    " + letter.place() + ", " + letter.time());
    lines.add("  key       " + SafeText.of(letter.key(), most));
    letter
        .headers()
        .forEach(
            (name, value) ->
                lines.add("  header    " + SafeText.of(name) + ": " + SafeText.of(value, most)));
    lines.add("  value     " + SafeText.of(letter.value(), most));
    return lines;
  }
}
