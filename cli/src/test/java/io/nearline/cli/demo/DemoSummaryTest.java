package io.nearline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.account.AccountTotals;
import io.nearline.cli.demo.ShopFeatures.Converted;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
  private static final Map<String, Long> COUNTS =
      Map.of(
          "jobs|in|", 100L,
          "jobs|action|", 60L,
          "clicks|action|", 20L,
          "jobs|filtered|filter", 9L,
          "jobs|duplicate|", 8L,
          "jobs|dead|malformed", 2L,
          "jobs|dead|expression_failed", 1L,
          "search-conversion|emitted|", 5L);
  private static final Map<Fate, Long> PUBLISHED =
      Map.of(Fate.ACTION, 80L, Fate.FILTERED, 9L, Fate.DUPLICATE, 8L, Fate.DEAD, 3L);

  @Test
  void anAccountThatAddsUpHasNoDiscrepancies() {
    DemoSummary summary = summary(totals(COUNTS), Map.of("actions", 85L));

    assertThat(summary.discrepancies()).isEmpty();
    assertThat(String.join("\n", summary.lines()))
        .contains("events in             100")
        .contains("= actions              80   rows in Pinot: 85 in actions")
        .contains("conversions             5")
        .contains("  to item:3             4   ")
        .contains("converting_queries_24h: {linen: 3, wool: 1}")
        .contains("+ dead letters          3   broken; why: 1 expression_failed, 2 malformed");
  }

  @Test
  void whatDiffersIsNamedWithBothNumbers() {
    AccountTotals totals =
        totals(
            Map.of(
                "jobs|in|", 100L,
                "jobs|action|", 81L,
                "jobs|filtered|filter", 9L,
                "jobs|duplicate|", 7L,
                "jobs|dead|malformed", 2L,
                "search-conversion|emitted|", 4L));
    DemoSummary summary = summary(totals, Map.of("actions", 85L, "actions_by_object", 80L));

    assertThat(summary.discrepancies())
        .containsExactly(
            "actions: 81 (expected: 80)",
            "duplicates: 7 (expected: 8)",
            "dead letters: 2 (expected: 3)",
            "rows of actions_by_object: 80 (expected: 85)");
  }

  private static DemoSummary summary(AccountTotals totals, Map<String, Long> rows) {
    return new DemoSummary(
        PUBLISHED,
        totals,
        rows,
        Optional.of(new Converted("item:3", 4, "{linen: 3, wool: 1}")),
        new Latencies(0),
        Map.of(),
        new Latencies(0),
        30);
  }

  private static AccountTotals totals(Map<String, Long> counts) {
    return new AccountTotals(new TreeMap<>(counts));
  }
}
