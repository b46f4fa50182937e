package io.nearline.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTotalsTest {
  @Test
  void sumsPartitionsAndKeepsPatternsApart() {
    AccountTotals totals =
        AccountTotals.of(
            Map.of(
                "jobs|in||0", 70L,
                "jobs|in||1", 30L,
                "jobs|action||0", 60L,
                "clicks|action||1", 20L,
                "jobs|filtered|filter|0", 9L,
                "jobs|duplicate||0", 8L,
                "jobs|dead|malformed|0", 2L,
                "jobs|dead|expression_failed|1", 1L,
                "conversion|emitted||1", 5L,
                "conversion|not_matched|late|1", 4L));

    assertThat(totals.counts())
        .containsEntry("jobs|in|", 100L)
        .containsEntry("conversion|not_matched|late", 4L)
        .hasSize(9);
    assertThat(totals.addsUp()).isTrue();
    assertThat(totals.rows()).isEqualTo(85);
    assertThat(totals.deadByReason())
        .containsExactly(Map.entry("expression_failed", 1L), Map.entry("malformed", 2L));
  }

  @Test
  void anEventThatBecameNothingShows() {
    assertThat(AccountTotals.of(Map.of("jobs|in||0", 2L, "jobs|action||0", 1L)).addsUp()).isFalse();
  }
}
