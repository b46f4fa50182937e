package io.nearline.ingest.state;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
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
 * this is one. The index is made anew of the batches.
 *
 * <p>The index gets keys in order, many at a time, which costs it a fraction: until then they are
 * in memory. And it is asked only for those that may be there, as far as {@link PeriodFilters} can
 * tell. They are made anew of what is on disk: at the start of so much that nobody waits for long,
 * then of a little with each commit. Until they have all, the index is asked for every key. Not
 * thread-safe.
 */
public final class RememberedKeys implements StateStore, CachedStateStore<byte[], byte[]> {
  /** By how much longer than the index the changelog keeps keys: clocks may be apart. */
  private static final Duration SPARE = Duration.ofDays(1);

  /** What the index's name on disk ends with. */
  private static final String INDEX = "-index";

  private static final int HEAP_TO_FILTERS = 8;

  /** All stores of the process share it. */
  private static final KeyFilter.Memory FILTERS =
      KeyFilter.Memory.of(Runtime.getRuntime().maxMemory() / HEAP_TO_FILTERS);

  private static final Reading READING = new Reading(1 << 20, 8 * 1024);
  private static final int MOST_RECENT = 16 * 1024;
  private static final int LARGEST_BATCH = 256 * 1024;
  private static final byte[] BATCH = {'b', 'a', 't', 'c', 'h'};

  private final KeyValueStore<byte[], byte[]> log;
  private final WindowStore<Bytes, byte[]> index;
  private final long periodMillis;
  private final PeriodFilters filters;
  private final Reading reading;
  private final KeyBatch batch = new KeyBatch();

  /** The newest times of keys that the index doesn't have yet. */
  private final Map<Bytes, Long> recent = new HashMap<>();

  /**
   * How many keys are read into filters.
   *
   * @param atStart at most, before anything else is done
   * @param aCommit at most with each commit, until all are read
   */
  record Reading(int atStart, int aCommit) {}

  private RememberedKeys(
      KeyValueStore<byte[], byte[]> log,
      WindowStore<Bytes, byte[]> index,
      Duration period,
      Duration retention,
      KeyFilter.Memory memory,
      Reading reading) {
    this.log = log;
    this.index = index;
    this.periodMillis = period.toMillis();
    this.filters = new PeriodFilters(memory, retention.toMillis());
    this.reading = reading;
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
    return builder(name, period, retention, READING);
  }

  static StoreBuilder<RememberedKeys> builder(
      String name, Duration period, Duration retention, Reading reading) {
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
        log ->
            new RememberedKeys(log, index(name, retention), period, retention, FILTERS, reading));
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
    if (!filters.mayHave(key, period)) {
      return OptionalLong.empty();
    }
    Bytes wrapped = Bytes.wrap(key);
    Long recently = recent.get(wrapped);
    if (recently != null && period(recently) == period) {
      return OptionalLong.of(recently);
    }
    byte[] time = index.fetch(wrapped, period);
    return time == null ? OptionalLong.empty() : OptionalLong.of(ByteBuffer.wrap(time).getLong());
  }

  /** Returns whether all keys are in filters. */
  boolean isFilterWhole() {
    return filters.isWhole();
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
    long period = period(time);
    filters.add(key, period);
    Long before = recent.put(Bytes.wrap(key), time);
    if (before != null && period(before) != period) {
      write(Bytes.wrap(key), before);
    }
    if (recent.size() >= MOST_RECENT) {
      writeRecent();
    }
  }

  /** Writes recent keys to the index, in the order that it keeps them in. */
  private void writeRecent() {
    Bytes[] keys = recent.keySet().toArray(new Bytes[0]);
    Arrays.sort(keys);
    for (Bytes key : keys) {
      write(key, recent.getOrDefault(key, 0L));
    }
    recent.clear();
  }

  private void write(Bytes key, long time) {
    index.put(key, ByteBuffer.allocate(Long.BYTES).putLong(time).array(), period(time));
  }

  @Override
  public void flushCache() {
    if (batch.size() > 0) {
      log.put(BATCH, batch.drain());
    }
    filters.read(reading.aCommit());
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

  /**
   * Its own changelog is read here; the store that writes it isn't registered.
   *
   * <p>A segment that can't be opened, since a kill left it open, leaves others open. Nobody else
   * closes what isn't registered yet, and who tries again once the disk is deleted needs their
   * locks.
   */
  @Override
  public void init(StateStoreContext context, StateStore root) {
    clear();
    log.init(context, null);
    try {
      index.init(context, index);
      filters.begin(index.all());
      filters.read(reading.atStart());
      context.register(root, (key, read) -> restore(read));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Remembers again what a record of the changelog has. */
  void restore(byte[] read) {
    KeyBatch.read(read, this::put);
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    writeRecent();
    index.commit(Map.of());
    // A standby has no caches that are flushed.
    filters.read(reading.aCommit());
  }

  /** What no commit has written isn't to stay. */
  @Override
  public void close() {
    clear();
    log.close();
    index.close();
  }

  private void clear() {
    batch.clear();
    recent.clear();
    filters.clear();
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
