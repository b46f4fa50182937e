package io.nearline.ingest.step;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Remembers the ids of the events that became actions, for a horizon of processing time: what an
 * event says of its own time neither keeps its id longer nor pushes others out. An id is its
 * actor's: with another actor, whose partition may be another one, it is always another event. The
 * store is on disk and changelogged; whole segments of it are dropped once the horizon has passed.
 * Not thread-safe.
 */
public final class Deduplication {
  /** The store's name. */
  public static final String STORE = "event-ids";

  private static final byte[] PRESENT = {1};

  private final WindowStore<String, byte[]> store;
  private final long horizonMillis;

  /** Makes the step over its store. */
  public Deduplication(WindowStore<String, byte[]> store, Duration horizon) {
    this.store = store;
    this.horizonMillis = horizon.toMillis();
  }

  /** Returns what makes the store. */
  public static StoreBuilder<WindowStore<String, byte[]>> storeBuilder(Duration horizon) {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(STORE, horizon, horizon, false),
            Serdes.String(),
            Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  /**
   * Returns whether an actor's id was remembered within the horizon.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public boolean seen(long actor, String eventId, long now) {
    try (WindowStoreIterator<byte[]> times =
        store.fetch(key(actor, eventId), Math.max(0, now - horizonMillis), Long.MAX_VALUE)) {
      return times.hasNext();
    }
  }

  /**
   * Remembers an actor's id.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public void remember(long actor, String eventId, long now) {
    store.put(key(actor, eventId), PRESENT, now);
  }

  private static String key(long actor, String eventId) {
    return actor + ":" + eventId;
  }
}
