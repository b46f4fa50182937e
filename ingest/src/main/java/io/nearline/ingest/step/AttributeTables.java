package io.nearline.ingest.step;

import org.jspecify.annotations.Nullable;

/** The tables that joins read: their compacted topics' newest records. */
public interface AttributeTables {

  /**
   * Returns the newest value of a key, or null when the table doesn't have it.
   *
   * @param topic the table's topic
   * @param key the record's key
   */
  byte @Nullable [] value(String topic, byte[] key);
}
