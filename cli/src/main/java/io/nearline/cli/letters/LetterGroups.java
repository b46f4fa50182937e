package io.nearline.cli.letters;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Dead letters by pipeline, reason, source topic and generation. While a generation is built anew,
 * an event may have a letter of each, so generations are named as soon as there are several. For
 * use by one thread.
 */
final class LetterGroups {
  private final Map<String, Group> groups = new TreeMap<>();

  /** What letters of a group have in common, and their count. */
  private static final class Group {
    final DeadLetter sample;
    Instant first;
    Instant last;
    long letters;
    final Set<Coordinates> origins = new HashSet<>();

    Group(DeadLetter sample) {
      this.sample = sample;
      this.first = sample.time();
      this.last = sample.time();
    }

    void add(DeadLetter letter) {
      letters++;
      origins.add(letter.origin());
      first = letter.time().isBefore(first) ? letter.time() : first;
      last = letter.time().isAfter(last) ? letter.time() : last;
    }
  }

  /** Adds a letter to its group. */
  void add(DeadLetter letter) {
    String key =
        String.join(
            "\0", letter.reason(), letter.pipeline(), letter.source().topic(), letter.generation());
    groups.computeIfAbsent(key, absent -> new Group(letter)).add(letter);
  }

  /** Returns lines for people: a group each, with its first letter's words and place. */
  List<String> lines() {
    if (groups.isEmpty()) {
      return List.of("no dead letters");
    }
    boolean several =
        groups.values().stream().map(group -> group.sample.generation()).distinct().count() > 1;
    return groups.values().stream().flatMap(group -> lines(group, several).stream()).toList();
  }

  private static String counted(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  private static List<String> lines(Group group, boolean severalGenerations) {
    DeadLetter sample = group.sample;
    return List.of(
        String.format(
            Locale.ROOT,
            "%s   %s of %s   pipeline %s, topic %s%s   %s to %s",
            SafeText.of(sample.reason()),
            counted(group.letters, "letter"),
            counted(group.origins.size(), "event"),
            SafeText.of(sample.pipeline()),
            sample.hasSource() ? sample.source().topic() : "unknown",
            severalGenerations ? ", generation " + SafeText.of(sample.generation()) : "",
            group.first,
            group.last),
        "  " + sample.source() + "   " + SafeText.of(sample.detail()));
  }
}
