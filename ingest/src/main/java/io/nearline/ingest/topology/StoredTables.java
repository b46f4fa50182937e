package io.nearline.ingest.topology;

import io.nearline.ingest.event.RefusedEventException;
import io.nearline.ingest.step.AttributeTables;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The attribute tables in Kafka Streams' global stores, and those of their rows at hand. */
final class StoredTables implements AttributeTables {
  private final Map<String, Table> tables;

  /**
   * A table.
   *
   * @param store all its rows
   * @param rows those at hand
   */
  record Table(ReadOnlyKeyValueStore<byte[], byte[]> store, TableRows rows) {}

  StoredTables(Map<String, Table> tables) {
    this.tables = Map.copyOf(tables);
  }

  @Override
  public @Nullable Map<String, Object> row(String topic, byte[] key) throws RefusedEventException {
    Table table = tables.get(topic);
    if (table == null) {
      throw new IllegalStateException(topic + ": not a table (expected: " + tables.keySet() + ")");
    }
    return table.rows().get(key, table.store());
  }
}
