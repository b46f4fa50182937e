package io.nearline.server.config;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param standard for a caller without a deadline
 * @param longest for a caller with a longer one
 */
public record Deadlines(Duration standard, Duration longest) {
  /** What holds unless it is configured. */
  public static final Deadlines DEFAULTS =
      new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(30));

  /** Checks that both are longer than nothing, and the longest no shorter than the standard. */
  public Deadlines {
    if (standard.isNegative() || standard.isZero() || longest.compareTo(standard) < 0) {
      throw new IllegalArgumentException(
          "deadlines: " + standard + ", " + longest + " (expected: 0 < default <= longest)");
    }
  }
}
