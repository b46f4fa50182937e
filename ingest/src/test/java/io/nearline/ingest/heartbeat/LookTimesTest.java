package io.nearline.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LookTimesTest {
  @ParameterizedTest
  @CsvSource({
    "7000, 1000, 7500",
    "7499, 1000, 7500",
    "7500, 1000, 7650",
    "7700, 1000, 7800",
    "7900, 1000, 7950",
    "7950, 1000, 8500",
    "7999, 1000, 8500",
    "60000, 60000, 90000",
    "117000, 60000, 150000",
    "-400, 1000, -350",
  })
  void comeInTheSecondHalfOfEachInterval(long now, long interval, long expected) {
    assertThat(LookTimes.after(now, interval)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7", "100"})
  void areAlwaysLater(long interval) {
    for (long now = -300; now < 300; now++) {
      assertThat(LookTimes.after(now, interval)).isBetween(now + 1, now + 2 * interval);
    }
  }
}
