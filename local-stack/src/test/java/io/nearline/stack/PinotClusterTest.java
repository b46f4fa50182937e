package io.nearline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinotClusterTest {
  @Test
  void buildsAsManySegmentsAtOnceAsTheHeapHasRoomFor() {
    assertThat(PinotCluster.builds(3L << 30)).isEqualTo(12);
  }

  @Test
  void buildsNoFewerThanPinotWouldByItself() {
    assertThat(PinotCluster.builds(1L << 29)).isEqualTo(4);
  }
}
