package io.nearline.ingest.step;

import io.nearline.ingest.event.RefusedEventException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that joins read: their compacted topics' newest records. */
public interface AttributeTables {

  /**
   * Returns the newest row of a key, or null when the table doesn't have it.
   *
   * @param topic the table's topic
   * @param key the record's key
   * @return the row's members, values as {@link io.nearline.ingest.event.Event#fields} has them
   * @throws RefusedEventException when the record's value is no JSON object
   */
  @Nullable Map<String, Object> row(String topic, byte[] key) throws RefusedEventException;
}
