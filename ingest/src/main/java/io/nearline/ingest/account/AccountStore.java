package io.nearline.ingest.account;

import io.nearline.ingest.state.LoggedStoreBuilder;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A partition's totals: numbers to be counted up, which go to a changelogged store in memory when a
 * commit begins, each that has changed once.
 *
 * <p>Kafka Streams tells when that is to caches only, so this is one. Its own cache of records
 * would make an entry for each number that is counted up, and bytes of it. Not thread-safe.
 */
public final class AccountStore implements StateStore, CachedStateStore<String, Long> {
  private final KeyValueStore<String, Long> store;
  private final Map<String, Total> totals = new HashMap<>();

  private AccountStore(KeyValueStore<String, Long> store) {
    this.store = store;
  }

  /** A number that is counted up. Not thread-safe. */
  static final class Total {
    private long value;
    private boolean changed;

    private Total(long value) {
      this.value = value;
    }

    void increment() {
      value++;
      changed = true;
    }
  }

  /** Returns what makes the store of a name. */
  static StoreBuilder<AccountStore> builder(String name) {
    return new LoggedStoreBuilder<>(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.Long())
            .withLoggingEnabled(Map.of()),
        AccountStore::new);
  }

  /** Returns the total of a key, 0 at first; it is good until the store is closed. */
  Total total(String key) {
    return totals.computeIfAbsent(
        key,
        absent -> {
          Long value = store.get(key);
          return new Total(value == null ? 0 : value);
        });
  }

  @Override
  public void flushCache() {
    totals.forEach(
        (key, total) -> {
          if (total.changed) {
            store.put(key, total.value);
            total.changed = false;
          }
        });
  }

  @Override
  public void clearCache() {
    totals.clear();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<String, Long> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    totals.clear();
    store.init(context, root);
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    store.commit(offsets);
  }

  @Override
  public void close() {
    totals.clear();
    store.close();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }
}
