package io.nearline.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VisibilityTest {
  @Test
  void looksFiftyTimesASecondAtMost() {
    assertThat(Visibility.pauseNanos(TimeUnit.MILLISECONDS.toNanos(1)))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
  }

  @Test
  void asksAFifthOfTheTimeAtMost() {
    assertThat(Visibility.pauseNanos(TimeUnit.MILLISECONDS.toNanos(30)))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(120));
  }
}
