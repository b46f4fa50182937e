package io.nearline.ingest.step;

import io.nearline.ingest.state.RememberedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Remembers the ids of the events that became actions, for a horizon of processing time: what an
 * event says of its own time neither keeps its id longer nor pushes others out. An id is its
 * actor's: with another actor, whose partition may be another one, it is always another event. The
 * store is on disk and changelogged; whole periods of it are dropped once the horizon has passed.
 * Not thread-safe.
 *
 * <p>Ids are kept by the half of a horizon that they were remembered in, with the exact time as
 * their value. So an id is looked for in the three halves that the horizon may reach into, and in
 * the next one, where a clock that is ahead may have put it.
 */
public final class Deduplication {
  /** The store's name. */
  public static final String STORE = "remembered-ids";

  /** What a horizon that ends in a half reaches back to: that half, and the two before. */
  private static final int HALVES = 3;

  private final RememberedKeys store;
  private final long horizonMillis;

  /** Makes the step over its store. */
  public Deduplication(RememberedKeys store, Duration horizon) {
    this.store = store;
    this.horizonMillis = horizon.toMillis();
  }

  /** Returns what makes the store. */
  public static StoreBuilder<RememberedKeys> storeBuilder(Duration horizon) {
    Duration half = Duration.ofMillis(Math.max(1, horizon.plusMillis(1).toMillis() / 2));
    // One more, since what is as old as the retention counts as gone.
    Duration retention = half.multipliedBy(HALVES - 1).plusMillis(1);
    return RememberedKeys.builder(STORE, half, retention);
  }

  /** Returns the key by which an actor's id is remembered. */
  static byte[] key(long actor, String eventId) {
    return (actor + ":" + eventId).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns whether a key was remembered within the horizon.
   *
   * @param now the processing time, in epoch milliseconds
   */
  boolean seen(byte[] key, long now) {
    long half = store.period(now);
    long oldest = half - (HALVES - 1) * store.periodMillis();
    OptionalLong remembered = store.remembered(key, oldest, half + store.periodMillis());
    return remembered.isPresent() && remembered.getAsLong() >= now - horizonMillis;
  }

  /**
   * Remembers a key.
   *
   * @param now the processing time, in epoch milliseconds
   */
  void remember(byte[] key, long now) {
    store.remember(key, now);
  }
}
