package io.nearline.cli.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawEventsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant FIRST = NOW.minusSeconds(60);
  private static final Optional<Duration> DAY = Optional.of(Duration.ofDays(1));

  @Test
  void whereNothingWasRemovedAllIsKept() {
    assertThat(RawEvents.kept(0, Optional.of(FIRST), DAY, NOW)).isEqualTo(Instant.EPOCH);
    assertThat(RawEvents.kept(0, Optional.empty(), DAY, NOW)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void elseAllSinceTheFirstRecordThatIsLeft() {
    assertThat(RawEvents.kept(7, Optional.of(FIRST), DAY, NOW)).isEqualTo(FIRST);
  }

  @Test
  void whereNoneIsLeftAllThatRetentionSpares() {
    assertThat(RawEvents.kept(7, Optional.empty(), DAY, NOW)).isEqualTo(NOW.minus(DAY.get()));
    assertThat(RawEvents.kept(7, Optional.empty(), Optional.empty(), NOW)).isEqualTo(Instant.EPOCH);
  }
}
