package io.nearline.ingest.state;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
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
 * in memory. And it is asked only for those that may be there, as far as {@link KeyFilter filters}
 * can tell: of all periods or, when too much is on disk at the start to be read, of those from the
 * second after that on. Not thread-safe.
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

  private static final int MOST_READ = 1 << 20;
  private static final int MOST_RECENT = 16 * 1024;
  private static final int LARGEST_BATCH = 256 * 1024;
  private static final byte[] BATCH = {'b', 'a', 't', 'c', 'h'};

  private final KeyValueStore<byte[], byte[]> log;
  private final WindowStore<Bytes, byte[]> index;
  private final long periodMillis;
  private final long keptMillis;
  private final KeyFilter.Memory memory;
  private final KeyBatch batch = new KeyBatch();

  /** The newest times of keys that the index doesn't have yet. */
  private final Map<Bytes, Long> recent = new HashMap<>();

  /** Those of the periods that have keys, as far as they are known. */
  private final NavigableMap<Long, KeyFilter> filters = new TreeMap<>();

  /** From when on periods are known: that of which there is no filter has no keys. */
  private long firstKnown = Long.MAX_VALUE;

  private RememberedKeys(
      KeyValueStore<byte[], byte[]> log,
      WindowStore<Bytes, byte[]> index,
      Duration period,
      Duration retention,
      KeyFilter.Memory memory) {
    this.log = log;
    this.index = index;
    this.periodMillis = period.toMillis();
    this.keptMillis = retention.toMillis();
    this.memory = memory;
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
        log -> new RememberedKeys(log, index(name, retention), period, retention, FILTERS));
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
    KeyFilter filter = filters.get(period);
    if (filter == null ? period >= firstKnown : !filter.mayHave(key)) {
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

  /**
   * Remembers a key.
   *
   * @param time when, in epoch milliseconds
   */
  public void remember(byte[] key, long time) {
    if (firstKnown == Long.MAX_VALUE) {
      // Two periods on: clocks that remembered what is on disk were ahead by less than a period.
      firstKnown = period(time) + 2 * periodMillis;
    }
    put(key, time);
    batch.add(key, time);
    if (batch.size() >= LARGEST_BATCH) {
      flushCache();
    }
  }

  private void put(byte[] key, long time) {
    long period = period(time);
    if (period >= firstKnown) {
      filter(period).add(key);
    }
    Long before = recent.put(Bytes.wrap(key), time);
    if (before != null && period(before) != period) {
      write(Bytes.wrap(key), before);
    }
    if (recent.size() >= MOST_RECENT) {
      writeRecent();
    }
  }

  private KeyFilter filter(long period) {
    KeyFilter filter = filters.get(period);
    if (filter == null) {
      forget(filters.headMap(period - keptMillis, false));
      filter = new KeyFilter(memory);
      filters.put(period, filter);
    }
    return filter;
  }

  /** Reads what is on disk into filters, unless that is so much that a start would wait for it. */
  private void readFilters() {
    firstKnown = Long.MIN_VALUE;
    int read = 0;
    try (KeyValueIterator<Windowed<Bytes>, byte[]> entries = index.all()) {
      while (entries.hasNext() && read++ < MOST_READ) {
        Windowed<Bytes> entry = entries.next().key;
        filter(entry.window().start()).add(entry.key().get());
      }
      if (entries.hasNext()) {
        forget(filters);
        firstKnown = Long.MAX_VALUE;
      }
    }
  }

  private static void forget(Map<Long, KeyFilter> filters) {
    filters.values().forEach(KeyFilter::free);
    filters.clear();
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
      readFilters();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    context.register(root, (key, read) -> restore(read));
  }

  /** Remembers again what a record of the changelog has. */
  void restore(byte[] read) {
    KeyBatch.read(read, this::put);
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    writeRecent();
    index.commit(Map.of());
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
    forget(filters);
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
