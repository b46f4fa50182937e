package io.nearline.ingest.event;

import io.nearline.features.action.InvalidActionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which times of events are taken, seen from the processing time: late ones as long as a table
 * keeps actions of that age, future ones as far as clocks may be apart.
 *
 * @param retention the longest retention of a table: how old an event may be
 * @param futureTolerance how far ahead of the processing time an event may be
 */
public record TimeBounds(Duration retention, Duration futureTolerance) {

  /**
   * Why a time is refused.
   *
   * @param reason {@code LATE} or {@code FUTURE}
   * @param fault the field, its value and the expectation
   */
  public record Breach(DeadLetterReason reason, InvalidActionException fault) {}

  /**
   * Returns why a time is refused; nothing when it is taken. Both bounds themselves are taken.
   *
   * @param timestamp the event's own time, in epoch milliseconds
   * @param now the processing time, in epoch milliseconds
   */
  public Optional<Breach> breach(long timestamp, long now) {
    if (timestamp < now - retention.toMillis()) {
      return Optional.of(
          breach(
              DeadLetterReason.LATE,
              timestamp,
              "at most " + text(retention) + " ago: no table keeps actions longer"));
    }
    if (timestamp > now + futureTolerance.toMillis()) {
      return Optional.of(
          breach(
              DeadLetterReason.FUTURE,
              timestamp,
              "at most " + text(futureTolerance) + " ahead, the future_tolerance"));
    }
    return Optional.empty();
  }

  private static Breach breach(DeadLetterReason reason, long timestamp, String expectation) {
    String value = timestamp + ", which is " + Instant.ofEpochMilli(timestamp);
    return new Breach(reason, new InvalidActionException("timestamp", value, expectation));
  }

  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
