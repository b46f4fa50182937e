package io.nearline.ingest.topology;

import io.nearline.ingest.event.PackedRows;
import io.nearline.ingest.event.RefusedEventException;
import io.nearline.ingest.state.RowsAtHand;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A table's rows at hand, packed. Thread-safe. */
final class TableRows {
  private final RowsAtHand rows;
  private final PackedRows packing = new PackedRows();

  /**
   * Has no rows.
   *
   * @param bytes how many the packed rows take at most
   */
  TableRows(long bytes) {
    this.rows = new RowsAtHand(bytes);
  }

  /**
   * Returns the members of a row, or null when the table doesn't have it.
   *
   * @param disk all rows, as JSON
   * @throws RefusedEventException when it is no JSON object
   */
  @Nullable Map<String, Object> get(byte[] key, ReadOnlyKeyValueStore<byte[], byte[]> disk)
      throws RefusedEventException {
    byte[] row = rows.get(key, missing -> packed(disk.get(missing)));
    return row == null ? null : packing.unpack(row);
  }

  /**
   * Takes a row as it is on disk now.
   *
   * @param json its value; null when it isn't there any more
   */
  void put(byte[] key, byte @Nullable [] json) {
    rows.put(key, packed(json));
  }

  private byte @Nullable [] packed(byte @Nullable [] json) {
    return json == null ? null : packing.pack(json);
  }
}
