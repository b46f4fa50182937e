package io.nearline.ingest.step;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Remembers the ids of the events that became actions, for a horizon of processing time: what an
 * event says of its own time neither keeps its id longer nor pushes others out. An id is its
 * actor's: with another actor, whose partition may be another one, it is always another event. The
 * store is on disk and changelogged; whole segments of it are dropped once the horizon has passed.
 * Not thread-safe.
 *
 * <p>Ids are kept by the half of a horizon that they were remembered in, with the exact time as
 * their value. So an id is looked for at three places that are known, where Bloom filters tell that
 * it isn't there; a range of times would have to be searched in every segment.
 */
public final class Deduplication {
  /** The store's name. */
  public static final String STORE = "event-ids";

  /** What a horizon that ends in a half reaches back to: that half, and the two before. */
  private static final int HALVES = 3;

  private final WindowStore<String, Long> store;
  private final long horizonMillis;
  private final long halfMillis;

  /** Makes the step over its store. */
  public Deduplication(WindowStore<String, Long> store, Duration horizon) {
    this.store = store;
    this.horizonMillis = horizon.toMillis();
    this.halfMillis = half(horizon);
  }

  /** Returns what makes the store. */
  public static StoreBuilder<WindowStore<String, Long>> storeBuilder(Duration horizon) {
    // One more, since what is as old as the retention counts as gone.
    Duration retention = Duration.ofMillis((HALVES - 1) * half(horizon) + 1);
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(STORE, retention, retention, false),
            Serdes.String(),
            Serdes.Long())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  private static long half(Duration horizon) {
    return Math.max(1, horizon.plusMillis(1).toMillis() / 2);
  }

  /**
   * Returns whether an actor's id was remembered within the horizon.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public boolean seen(long actor, String eventId, long now) {
    String key = key(actor, eventId);
    long half = begin(now);
    for (int i = 0; i < HALVES && half >= 0; i++) {
      Long remembered = store.fetch(key, half);
      if (remembered != null) {
        return remembered >= now - horizonMillis;
      }
      half -= halfMillis;
    }
    return false;
  }

  /**
   * Remembers an actor's id.
   *
   * @param now the processing time, in epoch milliseconds
   */
  public void remember(long actor, String eventId, long now) {
    store.put(key(actor, eventId), now, begin(now));
  }

  private long begin(long time) {
    return time - time % halfMillis;
  }

  private static String key(long actor, String eventId) {
    return actor + ":" + eventId;
  }
}
