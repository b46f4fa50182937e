package io.nearline.ingest.event;

import org.jspecify.annotations.Nullable;

/**
 * A record of a source topic. Compared by identity: nothing compares events.
 *
 * @param topic the source topic
 * @param partition its partition
 * @param offset its offset there
 * @param key the record's key, or null
 * @param value the record's value, or null
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawEvent(
    String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {

  /** Returns {@code topic:partition:offset}. */
  public String coordinates() {
    return topic + ":" + partition + ":" + offset;
  }
}
