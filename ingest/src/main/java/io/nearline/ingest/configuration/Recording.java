package io.nearline.ingest.configuration;

import java.time.Duration;

/**
 * How RecordActions records.
 *
 * @param topic the topic that actions are written to, for a pipeline to read
 * @param mostActions the most actions of a call
 * @param mostBytes the most bytes of a call, as it came over the wire
 * @param mostBytesInFlight the most bytes of all calls that Kafka hasn't acknowledged yet
 * @param timeout how long a call waits for Kafka at most
 */
public record Recording(
    String topic, int mostActions, int mostBytes, int mostBytesInFlight, Duration timeout) {

  /** What an absent {@code record} means. */
  public static final Recording DEFAULTS =
      new Recording("recorded", 1_000, 4 * 1024 * 1024, 32 * 1024 * 1024, Duration.ofSeconds(10));

  /** Checks that one call of the most bytes fits in. */
  public Recording {
    if (mostBytesInFlight < mostBytes) {
      throw new IllegalArgumentException(
          "mostBytesInFlight: " + mostBytesInFlight + " (expected: >= " + mostBytes + ")");
    }
  }
}
