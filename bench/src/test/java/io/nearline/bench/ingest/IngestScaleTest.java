package io.nearline.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IngestScaleTest {
  @Test
  void warmsUpByAsLargeAPartInBothScales() {
    assertThat((double) IngestScale.QUICK.warmUp() / IngestScale.QUICK.backlog())
        .isEqualTo((double) IngestScale.FULL.warmUp() / IngestScale.FULL.backlog());
  }

  @Test
  void eventsAndActionsAreConvertedBothWays() {
    assertThat(EventSource.actionsOf(20_000)).isEqualTo(19_000);
    assertThat(EventSource.eventsOf(19_000)).isEqualTo(20_000);
  }
}
