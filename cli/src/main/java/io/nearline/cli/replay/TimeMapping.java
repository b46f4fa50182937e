package io.nearline.cli.replay;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** Where replayed actions are put in time. All times are epoch milliseconds. */
sealed interface TimeMapping {

  /**
   * Returns the time at which an action of that time is published.
   *
   * @throws ArithmeticException when that is beyond 64 bits
   */
  long map(long timestamp);

  /** Leaves all where they are. */
  static TimeMapping identity() {
    return new Shift(BigInteger.ZERO);
  }

  /** Moves all by the same distance, so that the latest is at {@code until}. */
  static TimeMapping shift(TimeRange range, Instant until) {
    return new Shift(
        BigInteger.valueOf(until.toEpochMilli()).subtract(BigInteger.valueOf(range.latest())));
  }

  /** Maps the range linearly onto {@code [until − span, until]}. */
  static TimeMapping span(TimeRange range, Duration span, Instant until) {
    return new Span(range, span.toMillis(), until.toEpochMilli());
  }

  /** Moves by one distance, which may take 65 bits. */
  record Shift(BigInteger distance) implements TimeMapping {
    @Override
    public long map(long timestamp) {
      return BigInteger.valueOf(timestamp).add(distance).longValueExact();
    }
  }

  /**
   * {@code t' = until − span + floor((t − earliest) · span / (latest − earliest))}, exact. When all
   * actions have the same time they are put at {@code until}.
   *
   * @param range the times that are mapped
   * @param span the target's length in ms, greater than 0
   * @param until the target's end
   */
  record Span(TimeRange range, long span, long until) implements TimeMapping {
    public Span {
      if (span <= 0) {
        throw new IllegalArgumentException("span: " + span + " ms (expected: > 0)");
      }
    }

    @Override
    public long map(long timestamp) {
      BigInteger earliest = BigInteger.valueOf(range.earliest());
      BigInteger length = BigInteger.valueOf(range.latest()).subtract(earliest);
      BigInteger wide = BigInteger.valueOf(span);
      // Never negative, so the quotient that rounds towards zero is the floor.
      BigInteger part =
          length.signum() == 0
              ? wide
              : BigInteger.valueOf(timestamp).subtract(earliest).multiply(wide).divide(length);
      return BigInteger.valueOf(until).subtract(wide).add(part).longValueExact();
    }
  }
}
