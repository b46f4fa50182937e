package io.nearline.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedEventsTest {
  @Test
  void areNeitherThoseThatWarmUpNorTheLast() {
    CountedEvents counted = CountedEvents.ofLast(2_000_000, 5_200_000);

    assertThat(counted.from()).isEqualTo(3_200_000);
    assertThat(counted.until()).isEqualTo(5_100_000);
    assertThat(counted.count()).isEqualTo(1_900_000);
  }
}
