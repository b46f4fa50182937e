package io.nearline.cli.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.account.AccountTotals;
import io.nearline.cli.demo.Fate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Map<Fate, Long> FATES =
      Map.of(Fate.ACTION, 80L, Fate.FILTERED, 9L, Fate.DUPLICATE, 8L, Fate.DEAD, 3L);
  private static final EventIds.Place LETTERS = place("Kafka, dead-letters", 3);

  @Test
  void anAccountThatIsEqualToTheFatesIsRight() {
    Report report = report(100, 80, place("Kafka, actions", 85), place("Pinot, actions", 85));

    assertThat(report.problems()).isEmpty();
    assertThat(String.join("\n", report.lines()))
        .contains("input                                100   raw events")
        .contains("= actions                             80")
        .contains("+ dead letters                         3   3 malformed")
        .contains("pattern emissions, apart               5")
        .contains("Pinot, actions                        85   lost 0, doubled 0, unknown 0");
  }

  @Test
  void whatDiffersIsNamed() {
    Report report =
        report(
            101,
            79,
            new EventIds.Place(
                "Kafka, actions", 85, List.of("jobs:1"), List.of("jobs:2"), List.of()),
            place("Pinot, actions", 84));

    assertThat(report.problems())
        .containsExactly(
            "raw events in Kafka: 100 (expected: 101)",
            "the account's input: 100 (expected: 101)",
            "the account's actions: 79 (expected: 80)",
            "Kafka, actions: 1 lost, such as jobs:1",
            "Kafka, actions: 1 doubled, such as jobs:2",
            "Kafka, actions: 85 (expected: 84)");
  }

  private static Report report(long published, long actions, EventIds.Place... places) {
    AccountTotals totals =
        new AccountTotals(
            new TreeMap<>(
                Map.of(
                    "jobs|in|", 100L,
                    "jobs|action|", actions,
                    "jobs|filtered|filter", 9L,
                    "jobs|duplicate|", 8L,
                    "jobs|dead|malformed", 3L,
                    "search-conversion|emitted|", 5L)));
    return new Report(published, FATES, totals, List.of(places), LETTERS);
  }

  private static EventIds.Place place(String name, long records) {
    return new EventIds.Place(name, records, List.of(), List.of(), List.of());
  }
}
