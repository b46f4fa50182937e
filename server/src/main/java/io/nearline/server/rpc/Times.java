package io.nearline.server.rpc;

import com.google.protobuf.Timestamp;
import io.nearline.server.plan.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants and durations of the wire. What they have beyond milliseconds is ignored. */
final class Times {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final Duration LONGEST = Duration.of(315_576_000_000L, ChronoUnit.SECONDS);

  private Times() {}

  /** Returns an instant in epoch milliseconds. */
  static long millis(String field, Timestamp timestamp) {
    long seconds = timestamp.getSeconds();
    int nanos = timestamp.getNanos();
    if (seconds < FIRST.getEpochSecond()
        || seconds > LAST.getEpochSecond()
        || nanos < 0
        || nanos > 999_999_999) {
      throw new InvalidRequestException(
          field, seconds + " s and " + nanos + " ns", "an instant from " + FIRST + " to " + LAST);
    }
    return Instant.ofEpochSecond(seconds, nanos).toEpochMilli();
  }

  /** Returns a duration; at least 0. */
  static Duration duration(String field, com.google.protobuf.Duration duration) {
    if (duration.getSeconds() < 0
        || duration.getSeconds() > LONGEST.toSeconds()
        || duration.getNanos() < 0
        || duration.getNanos() > 999_999_999) {
      throw new InvalidRequestException(
          field,
          duration.getSeconds() + " s and " + duration.getNanos() + " ns",
          "a duration from 0 to " + LONGEST.toDays() + " days");
    }
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  /** Returns the message of an instant. */
  static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1000L))
        .setNanos((int) Math.floorMod(millis, 1000L) * 1_000_000)
        .build();
  }
}
