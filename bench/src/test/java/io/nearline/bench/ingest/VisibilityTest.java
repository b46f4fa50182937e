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
  void asksAFifthOfTheTimeWhereCallsAreQuick() {
    assertThat(Visibility.pauseNanos(TimeUnit.MILLISECONDS.toNanos(20)))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(80));
  }

  @Test
  void looksSoonAfterASlowCall() {
    assertThat(Visibility.pauseNanos(TimeUnit.SECONDS.toNanos(1)))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
  }
}
