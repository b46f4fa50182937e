package io.nearline.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IngestScaleTest {
  @Test
  void warmsUpByThreeQuarters() {
    assertThat(IngestScale.QUICK.warmUp()).isEqualTo(45_000);
    assertThat(IngestScale.FULL.warmUp()).isEqualTo(1_500_000);
    assertThat(IngestScale.warmUp(500_000)).isEqualTo(375_000);
  }

  @Test
  void eventsAndActionsAreConvertedBothWays() {
    assertThat(EventSource.actionsOf(20_000)).isEqualTo(19_000);
    assertThat(EventSource.eventsOf(19_000)).isEqualTo(20_000);
  }
}
