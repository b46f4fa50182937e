package io.nearline.server.config;

import java.time.Duration;

/**
 * What heartbeats mean to the server.
 *
 * @param mode whether they are asked for
 * @param every how often Pinot is asked for them
 * @param silentAfter without one of a partition for so long, the server isn't ready
 */
public record Heartbeats(Mode mode, Duration every, Duration silentAfter) {
  /** What holds unless it is configured. */
  public static final Heartbeats DEFAULTS =
      new Heartbeats(Mode.AUTO, Duration.ofMillis(500), Duration.ofSeconds(5));

  /** Whether heartbeats are asked for. */
  public enum Mode {
    /** They are; a table that was never seen to have any is taken as one without. */
    AUTO,
    /** They are, and every table must have them for the server to be ready. */
    REQUIRED,
    /** They aren't: Pinot's own freshness is all there is. */
    OFF
  }
}
