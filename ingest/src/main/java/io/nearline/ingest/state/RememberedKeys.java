package io.nearline.ingest.state;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Keys and the times at which they were remembered, each in a period of time, for as long as its
 * retention.
 *
 * <p>They are in an index on disk, of which whole segments are dropped. Its changelog doesn't get a
 * record for each key, but a {@link KeyBatch} when a commit begins: the same transaction has all or
 * nothing of it, in a fraction of the records. Kafka Streams tells when that is to caches only, so
 * this is one. The index is made anew of the batches. Not thread-safe.
 */
public final class RememberedKeys implements StateStore, CachedStateStore<byte[], byte[]> {
  /** By how much longer than the index the changelog keeps keys: clocks may be apart. */
  private static final Duration SPARE = Duration.ofDays(1);

  /** What the index's name on disk ends with. */
  private static final String INDEX = "-index";

  private static final int LARGEST_BATCH = 256 * 1024;
  private static final byte[] BATCH = {'b', 'a', 't', 'c', 'h'};

  private final KeyValueStore<byte[], byte[]> log;
  private final WindowStore<Bytes, byte[]> index;
  private final long periodMillis;
  private final KeyBatch batch = new KeyBatch();

  private RememberedKeys(
      KeyValueStore<byte[], byte[]> log, WindowStore<Bytes, byte[]> index, Duration period) {
    this.log = log;
    this.index = index;
    this.periodMillis = period.toMillis();
  }

  /**
   * Returns what makes the store.
   *
   * @param name its name
   * @param period how long a period is
   * @param retention how long keys are kept at least, from the beginning of their period
   */
  public static StoreBuilder<RememberedKeys> builder(
      String name, Duration period, Duration retention) {
    Map<String, String> changelog =
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(retention.plus(SPARE).toMillis()),
            // Events that are read again are old; what is remembered of them is not.
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TimestampType.LOG_APPEND_TIME.name);
    return new LoggedStoreBuilder<>(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingEnabled(changelog),
        log -> new RememberedKeys(log, index(name, retention), period));
  }

  private static WindowStore<Bytes, byte[]> index(String name, Duration retention) {
    return Stores.persistentWindowStore(name + INDEX, retention, retention, false).get();
  }

  /** Returns how long a period is, in milliseconds. */
  public long periodMillis() {
    return periodMillis;
  }

  /** Returns the beginning of the period that a time is in. */
  public long period(long time) {
    return time - time % periodMillis;
  }

  /**
   * Returns when a key was remembered in a period; empty when it wasn't.
   *
   * @param period the beginning of the period, in epoch milliseconds
   */
  public OptionalLong remembered(byte[] key, long period) {
    byte[] time = index.fetch(Bytes.wrap(key), period);
    return time == null ? OptionalLong.empty() : OptionalLong.of(ByteBuffer.wrap(time).getLong());
  }

  /**
   * Remembers a key.
   *
   * @param time when, in epoch milliseconds
   */
  public void remember(byte[] key, long time) {
    put(key, time);
    batch.add(key, time);
    if (batch.size() >= LARGEST_BATCH) {
      flushCache();
    }
  }

  private void put(byte[] key, long time) {
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
    index.put(Bytes.wrap(key), value, period(time));
  }

  @Override
  public void flushCache() {
    if (batch.size() > 0) {
      log.put(BATCH, batch.drain());
    }
  }

  @Override
  public void clearCache() {
    batch.clear();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return log.name();
  }

  /** Its own changelog is read here; the store that writes it isn't registered. */
  @Override
  public void init(StateStoreContext context, StateStore root) {
    batch.clear();
    log.init(context, null);
    index.init(context, index);
    context.register(root, (key, read) -> restore(read));
  }

  /** Remembers again what a record of the changelog has. */
  void restore(byte[] read) {
    KeyBatch.read(read, this::put);
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    index.commit(Map.of());
  }

  @Override
  public void close() {
    batch.clear();
    log.close();
    index.close();
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return index.isOpen();
  }
}
