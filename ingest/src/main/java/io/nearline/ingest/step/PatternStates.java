package io.nearline.ingest.step;

import io.nearline.ingest.pattern.ActorState;
import io.nearline.ingest.pattern.ActorStateCodec;
import io.nearline.ingest.pattern.Findings;
import io.nearline.ingest.pattern.PatternMatcher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The patterns' states of a partition's actors. The store is on disk, changelogged and cached; keys
 * are the pattern's fingerprint and the actor, eight bytes each. Not thread-safe.
 */
public final class PatternStates {
  /** The store's name. */
  public static final String STORE = "patterns";

  /** The most bytes of a state: far below what a message of its changelog may have. */
  static final int MOST_BYTES = 2_000_000;

  private static final int KEY_BYTES = 16;

  private final KeyValueStore<byte[], byte[]> store;
  private byte @Nullable [] swept;

  /** Makes the states over their store. */
  public PatternStates(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /** Returns what makes the store. */
  public static StoreBuilder<KeyValueStore<byte[], byte[]>> storeBuilder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /** Returns an actor's state, a new one when there is none. */
  ActorState state(byte[] fingerprint, long actor) {
    byte[] bytes = store.get(key(fingerprint, actor));
    return bytes == null ? new ActorState() : ActorStateCodec.read(bytes);
  }

  /** Keeps an actor's state; one that is too large is relieved before. */
  void keep(
      byte[] fingerprint, long actor, ActorState state, PatternMatcher matcher, Findings findings) {
    byte[] bytes = ActorStateCodec.write(state);
    while (bytes.length > MOST_BYTES && matcher.relieve(state, findings)) {
      bytes = ActorStateCodec.write(state);
    }
    store.put(key(fingerprint, actor), bytes);
  }

  /** Calls with the fingerprint and the actor of each state in which actions wait. */
  void eachThatHolds(ObjLongConsumer<byte[]> consumer) {
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], byte[]> entry = all.next();
        if (ActorStateCodec.head(entry.value).held() > 0) {
          consumer.accept(fingerprint(entry.key), actor(entry.key));
        }
      }
    }
  }

  /**
   * Goes on through the states, and deletes some of those that it passes.
   *
   * @param most how many it passes
   * @param forgotten whether the state of a fingerprint is to be deleted
   */
  void sweep(int most, BiPredicate<byte[], ActorStateCodec.Head> forgotten) {
    List<byte[]> deleted = new ArrayList<>();
    int passed = 0;
    try (KeyValueIterator<byte[], byte[]> entries =
        swept == null ? store.all() : store.range(swept, null)) {
      while (passed < most && entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        swept = Arrays.copyOf(entry.key, KEY_BYTES + 1);
        passed++;
        if (forgotten.test(fingerprint(entry.key), ActorStateCodec.head(entry.value))) {
          deleted.add(entry.key);
        }
      }
      swept = entries.hasNext() ? swept : null;
    }
    deleted.forEach(store::delete);
  }

  private static byte[] key(byte[] fingerprint, long actor) {
    return ByteBuffer.allocate(KEY_BYTES).put(fingerprint).putLong(actor).array();
  }

  private static byte[] fingerprint(byte[] key) {
    return Arrays.copyOf(key, KEY_BYTES - Long.BYTES);
  }

  private static long actor(byte[] key) {
    return ByteBuffer.wrap(key).getLong(KEY_BYTES - Long.BYTES);
  }
}
