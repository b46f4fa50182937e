package io.nearline.ingest.account;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Counts what became of each event. The counts are in a changelogged store, so they are part of the
 * transaction that the events are part of: an aborted one leaves no trace in them. The store is
 * cached; its changelog gets each count once a commit.
 *
 * <p>Keys are {@code pipeline|outcome|reason|partition}, values running totals. Not thread-safe.
 */
public final class Account {
  /** The store's name; its changelog is the topic {@code {application id}-account-changelog}. */
  public static final String STORE = "account";

  private final KeyValueStore<String, Long> store;
  private final int partition;
  private final Map<Entry, String> keys = new HashMap<>();

  private record Entry(String pipeline, Outcome outcome, String reason) {}

  /** Makes the account of one partition. */
  public Account(KeyValueStore<String, Long> store, int partition) {
    this.store = store;
    this.partition = partition;
  }

  /** Returns what makes the store: in memory, for it is small; changelogged; cached. */
  public static StoreBuilder<KeyValueStore<String, Long>> storeBuilder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.Long())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /** Counts one event. */
  public void count(String pipeline, Outcome outcome) {
    count(pipeline, outcome, "");
  }

  /** Counts one event with the reason for its outcome. */
  public void count(String pipeline, Outcome outcome, String reason) {
    String key = keys.computeIfAbsent(new Entry(pipeline, outcome, reason), this::key);
    Long total = store.get(key);
    store.put(key, total == null ? 1L : total + 1L);
  }

  private String key(Entry entry) {
    return String.join(
        "|", entry.pipeline(), entry.outcome().text(), entry.reason(), String.valueOf(partition));
  }
}
