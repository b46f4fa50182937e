package io.nearline.ingest.account;

import io.micrometer.core.instrument.Counter;
import io.nearline.ingest.metrics.IngestMeters;
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
  private final IngestMeters meters;
  private final Map<Entry, Line> lines = new HashMap<>();

  private record Entry(String pipeline, Outcome outcome, String reason) {}

  /** A line of the account, and the meter that goes with it. */
  private record Line(String key, Counter counter) {}

  /** Makes the account of one partition. */
  public Account(KeyValueStore<String, Long> store, int partition, IngestMeters meters) {
    this.store = store;
    this.partition = partition;
    this.meters = meters;
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
    Line line = lines.computeIfAbsent(new Entry(pipeline, outcome, reason), this::line);
    Long total = store.get(line.key());
    store.put(line.key(), total == null ? 1L : total + 1L);
    line.counter().increment();
  }

  private Line line(Entry entry) {
    String outcome = entry.outcome().text();
    String key =
        String.join("|", entry.pipeline(), outcome, entry.reason(), String.valueOf(partition));
    return new Line(
        key,
        switch (entry.outcome()) {
          case IN -> meters.events(entry.pipeline());
          case ACTION, FILTERED, DUPLICATE, DEAD ->
              meters.outcomes(entry.pipeline(), outcome, entry.reason());
          case EMITTED, NOT_EMITTED, NOT_MATCHED ->
              meters.patternOutcomes(entry.pipeline(), outcome, entry.reason());
        });
  }
}
