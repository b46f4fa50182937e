package io.nearline.ingest.state;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Keys and the times at which they were remembered, each in a period of time, for as long as its
 * retention.
 *
 * <p>They are on disk ({@link KeysOnDisk}), whole periods of which are dropped. The changelog
 * doesn't get a record for each key, but a {@link KeyBatch} when a commit begins: the same
 * transaction has all or nothing of it, in a fraction of the records. Kafka Streams tells when that
 * is to caches only, so this is one.
 *
 * <p>What is on disk says itself how far of the changelog it has. At least once it is therefore
 * good after a kill, too; exactly once Kafka Streams tells of commits only after a restore and at
 * the end, and a kill between them leaves what there was then. Where it has nothing, or something
 * that can't be trusted, all keys are read again from the changelog. Not thread-safe.
 *
 * <p>In memory are the filters of sealed parts, 1.5 bytes a key while an eighth of the heap has
 * room for all of the process, and the index of the newest part, up to 8 MiB of a partition, of
 * which all of the process take another eighth at most, but for 512 KiB of each.
 */
public final class RememberedKeys implements StateStore, CachedStateStore<byte[], byte[]> {
  /** By how much longer than the disk the changelog keeps keys: clocks may be apart. */
  private static final Duration SPARE = Duration.ofDays(1);

  private static final int HEAP_TO_FILTERS = 8;
  private static final int HEAP_TO_INDEXES = 8;

  /** All stores of the process share the memory. */
  private static final KeysOnDisk.Settings SETTINGS =
      new KeysOnDisk.Settings(
          KeyHash::farm,
          KeyMemory.of(Runtime.getRuntime().maxMemory() / HEAP_TO_FILTERS),
          KeyMemory.of(Runtime.getRuntime().maxMemory() / HEAP_TO_INDEXES),
          1 << 20,
          16 * 1024 * 1024);

  private static final int LARGEST_BATCH = 256 * 1024;
  private static final byte[] BATCH = {'b', 'a', 't', 'c', 'h'};

  private final KeyValueStore<byte[], byte[]> log;
  private final long periodMillis;
  private final long retentionMillis;
  private final KeysOnDisk.Settings settings;
  private final KeyBatch batch = new KeyBatch();
  private @Nullable KeysOnDisk keys;
  private @Nullable TaskId task;

  private RememberedKeys(
      KeyValueStore<byte[], byte[]> log,
      Duration period,
      Duration retention,
      KeysOnDisk.Settings settings) {
    this.log = log;
    this.periodMillis = period.toMillis();
    this.retentionMillis = retention.toMillis();
    this.settings = settings;
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
    return builder(name, period, retention, SETTINGS);
  }

  static StoreBuilder<RememberedKeys> builder(
      String name, Duration period, Duration retention, KeysOnDisk.Settings settings) {
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
        log -> new RememberedKeys(log, period, retention, settings));
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
   * Returns when a key was last remembered in periods; empty when it wasn't.
   *
   * @param oldest the beginning of the first period, in epoch milliseconds
   * @param newest the beginning of the last one
   * @throws TaskCorruptedException when the disk has something else than what was written
   */
  public OptionalLong remembered(byte[] key, long oldest, long newest) {
    try {
      return keys().time(key, oldest, newest);
    } catch (CorruptKeysException e) {
      throw corrupted(e);
    }
  }

  /**
   * Remembers a key.
   *
   * @param time when, in epoch milliseconds
   * @throws TaskCorruptedException when the disk has something else than what was written
   */
  public void remember(byte[] key, long time) {
    put(key, time);
    batch.add(key, time);
    if (batch.size() >= LARGEST_BATCH) {
      flushCache();
    }
  }

  private void put(byte[] key, long time) {
    try {
      keys().put(key, period(time), time);
    } catch (CorruptKeysException e) {
      throw corrupted(e);
    }
  }

  /**
   * Kafka Streams makes the task anew then. Exactly once it deletes its stores before; at least
   * once it commits and opens them again, so this one must see to it that it has nothing then.
   */
  private TaskCorruptedException corrupted(CorruptKeysException e) {
    keys().distrust();
    return new TaskCorruptedException(
        task == null ? Set.of() : Set.of(task), new ProcessorStateException(e));
  }

  private KeysOnDisk keys() {
    if (keys == null) {
      throw new InvalidStateStoreException(name() + ": closed");
    }
    return keys;
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
    task = context.taskId();
    log.init(context, null);
    try {
      deleteEarlier(context.stateDir());
      Path directory = context.stateDir().toPath().resolve(name());
      keys = KeysOnDisk.open(directory, periodMillis, retentionMillis, settings);
      context.register(root, (key, read) -> restore(read));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Keys that are in RocksDB aren't read: they are in the changelog, too. */
  private void deleteEarlier(File stateDirectory) {
    try {
      Utils.delete(new File(stateDirectory, "rocksdb/" + name() + "-index"));
      Utils.delete(new File(stateDirectory, ".checkpoint_" + name()));
    } catch (IOException e) {
      throw new ProcessorStateException(name() + ": its earlier index can't be deleted", e);
    }
  }

  /** Remembers again what a record of the changelog has. */
  void restore(byte[] read) {
    KeyBatch.read(read, this::put);
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    keys().commit(offsets);
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return keys().committedOffset(partition);
  }

  @Override
  @SuppressWarnings("deprecation") // Stores are to say so until all do.
  public boolean managesOffsets() {
    return true;
  }

  /** What no commit has written isn't to stay. */
  @Override
  public void close() {
    batch.clear();
    log.close();
    KeysOnDisk open = keys;
    keys = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return keys != null;
  }
}
