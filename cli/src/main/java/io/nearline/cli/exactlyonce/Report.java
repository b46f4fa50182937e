package io.nearline.cli.exactlyonce;

import io.nearline.cli.account.AccountTotals;
import io.nearline.cli.demo.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found in the end.
 *
 * @param published how many events were fed
 * @param fates how many of each fate the raw topics have
 * @param totals ingest's account
 * @param actions what was found of actions, place by place, id by id
 * @param letters what was found of dead letters
 */
record Report(
    long published,
    Map<Fate, Long> fates,
    AccountTotals totals,
    List<EventIds.Place> actions,
    EventIds.Place letters) {

  /** Copies. */
  Report {
    fates = Map.copyOf(fates);
    actions = List.copyOf(actions);
  }

  /** Returns the lines of the account, and of each place. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(count("input", totals.in(), "raw events"));
    lines.add(count("= actions", totals.actions(), ""));
    lines.add(count("+ filtered", totals.filtered(), ""));
    lines.add(count("+ duplicates", totals.duplicates(), ""));
    lines.add(count("+ dead letters", totals.dead(), reasons()));
    lines.add(count("pattern emissions, apart", totals.emitted(), ""));
    lines.add("");
    actions.forEach(place -> lines.add(place.line()));
    lines.add(letters.line());
    return lines;
  }

  /** Returns what is wrong; empty when all holds. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    long kept = fates.values().stream().mapToLong(Long::longValue).sum();
    compare("raw events in Kafka", kept, published, problems);
    compare("the account's input", totals.in(), published, problems);
    compare("the account's actions", totals.actions(), of(Fate.ACTION), problems);
    compare("the account's filtered", totals.filtered(), of(Fate.FILTERED), problems);
    compare("the account's duplicates", totals.duplicates(), of(Fate.DUPLICATE), problems);
    compare("the account's dead letters", totals.dead(), of(Fate.DEAD), problems);
    for (EventIds.Place place : actions) {
      problems.addAll(place.problems());
      compare(place.name(), place.records(), totals.rows(), problems);
    }
    problems.addAll(letters.problems());
    return problems;
  }

  private long of(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  private String reasons() {
    return String.join(
        ", ",
        totals.deadByReason().entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
            .toList());
  }

  private static String count(String what, long count, String meaning) {
    return String.format(Locale.ROOT, "%-30s %,9d   %s", what, count, meaning).stripTrailing();
  }

  private static void compare(String what, long actual, long expected, List<String> problems) {
    if (actual != expected) {
      problems.add(String.format(Locale.ROOT, "%s: %,d (expected: %,d)", what, actual, expected));
    }
  }
}
