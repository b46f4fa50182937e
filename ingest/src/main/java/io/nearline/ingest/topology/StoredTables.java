package io.nearline.ingest.topology;

import io.nearline.ingest.step.AttributeTables;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The attribute tables in Kafka Streams' global stores. */
final class StoredTables implements AttributeTables {
  private final Map<String, ? extends ReadOnlyKeyValueStore<byte[], byte[]>> stores;

  StoredTables(Map<String, ? extends ReadOnlyKeyValueStore<byte[], byte[]>> stores) {
    this.stores = Map.copyOf(stores);
  }

  @Override
  public byte @Nullable [] value(String topic, byte[] key) {
    ReadOnlyKeyValueStore<byte[], byte[]> store = stores.get(topic);
    if (store == null) {
      throw new IllegalStateException(topic + ": not a table (expected: " + stores.keySet() + ")");
    }
    return store.get(key);
  }
}
