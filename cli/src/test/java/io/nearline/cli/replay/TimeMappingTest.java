package io.nearline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeMappingTest {
  private static final long MAX = Long.MAX_VALUE;

  @ParameterizedTest(name = "{0}…{1} onto {2} ms until {3}: {4} -> {5}")
  @CsvSource({
    // Ends meet ends.
    "0, 10, 100, 1000, 0, 900",
    "0, 10, 100, 1000, 10, 1000",
    // The floor, of thirds.
    "0, 3, 100, 1000, 1, 933",
    "0, 3, 100, 1000, 2, 966",
    // A span shorter than the range joins times, a longer one parts them.
    "0, 1000, 10, 10, 999, 9",
    "0, 1000, 10, 10, 99, 0",
    "5, 6, 86400000, 86400000, 6, 86400000",
    // Before 1970.
    "-10, 10, 20, 0, -10, -20",
    "-10, 10, 20, 0, 0, -10",
    "-10, 10, 7, 0, -9, -7",
    // The product is beyond 64 bits.
    "0, 9223372036854775807, 86400000, 1700000000000, 9223372036854775807, 1700000000000",
    "0, 9223372036854775807, 86400000, 1700000000000, 4611686018427387904, 1699956800000",
    // The range is beyond 63 bits.
    "-9223372036854775808, 9223372036854775807, 1000, 1000, -9223372036854775808, 0",
    "-9223372036854775808, 9223372036854775807, 1000, 1000, 0, 500",
    "-9223372036854775808, 9223372036854775807, 1000, 1000, -1, 499",
    // One time only.
    "42, 42, 100, 1000, 42, 1000",
  })
  void spanIsLinearAndExact(
      long earliest, long latest, long span, long until, long timestamp, long expected) {
    TimeMapping mapping =
        TimeMapping.span(
            new TimeRange(earliest, latest), Duration.ofMillis(span), Instant.ofEpochMilli(until));

    assertThat(mapping.map(timestamp)).isEqualTo(expected);
  }

  @Test
  void shiftKeepsDistances() {
    TimeMapping mapping = TimeMapping.shift(new TimeRange(100, 300), Instant.ofEpochMilli(1000));

    assertThat(mapping.map(300)).isEqualTo(1000);
    assertThat(mapping.map(100)).isEqualTo(800);
  }

  @Test
  void shiftMayNeedMoreThan64BitsOnTheWay() {
    TimeMapping mapping =
        TimeMapping.shift(new TimeRange(-MAX, -MAX), Instant.ofEpochMilli(MAX - 1));

    assertThat(mapping.map(-MAX)).isEqualTo(MAX - 1);
  }

  @Test
  void resultBeyond64BitsIsRefused() {
    TimeMapping mapping = TimeMapping.shift(new TimeRange(-MAX, 0), Instant.ofEpochMilli(-2));

    assertThatThrownBy(() -> mapping.map(-MAX)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void identityChangesNothing() {
    assertThat(TimeMapping.identity().map(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void spanOfNothingIsRefused() {
    assertThatThrownBy(() -> TimeMapping.span(new TimeRange(0, 1), Duration.ZERO, Instant.EPOCH))
        .hasMessage("span: 0 ms (expected: > 0)");
  }
}
