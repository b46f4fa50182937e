package io.nearline.ingest.pattern;

import io.nearline.features.value.KeyOrder;

/**
 * Where an action stands among its actor's: by timestamp, then by the UTF-8 bytes of the event id.
 *
 * @param timestamp in epoch milliseconds
 * @param eventId the action's identity
 */
public record Position(long timestamp, String eventId) implements Comparable<Position> {

  @Override
  public int compareTo(Position other) {
    int byTime = Long.compare(timestamp, other.timestamp);
    return byTime != 0 ? byTime : KeyOrder.UTF_8.compare(eventId, other.eventId);
  }

  /**
   * Returns the milliseconds from {@code earlier} to {@code later}; the greatest long when that
   * overflows.
   */
  static long elapsed(long earlier, long later) {
    long elapsed = later - earlier;
    return elapsed < 0 ? Long.MAX_VALUE : elapsed;
  }
}
