package io.nearline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TableFreshnessTest {

  @Test
  void aTableIsAsFarBehindAsItsPartitionThatIsFarthest() {
    assertThat(
            TableFreshness.ofPartitionsBehind(
                """
                # TYPE nearline_freshness_seconds gauge
                nearline_freshness_seconds{partition="0",table="actions"} 0.25
                nearline_freshness_seconds{partition="1",table="actions"} 1.5
                nearline_freshness_seconds{partition="0",table="actions_by_object"} NaN
                nearline_other_seconds{partition="0",table="actions"} 7.0
                """))
        .isEqualTo(Map.of("actions", 1.5));
  }
}
