package io.nearline.ingest.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembered keys in a directory, by {@link KeyPeriod}s. Not thread-safe.
 *
 * <p>Files of keys are only appended to, so what was committed is their beginnings. It is written
 * down ({@link CommittedKeys}) when it is much more than what was, and when it is closed, each time
 * after the keys are on disk. Who opens it finds what was written down last, whatever came after
 * that: a kill, or keys that no commit followed.
 *
 * <p>Methods throw {@link UncheckedIOException} when the disk fails, and {@link
 * CorruptKeysException} when what they read isn't what was written.
 */
final class KeysOnDisk {
  private static final Logger LOG = LoggerFactory.getLogger(KeysOnDisk.class);

  private final Path directory;
  private final long periodMillis;
  private final long keptMillis;
  private final Settings settings;

  /** The oldest first; few. */
  private final List<KeyPeriod> periods = new ArrayList<>();

  /** By the last commit; null: nothing is. */
  private @Nullable CommittedKeys committed;

  /** What is on disk, also if the machine fails. */
  private @Nullable CommittedKeys saved;

  /** Something there isn't what was written: nothing of it is committed any more. */
  private boolean distrusted;

  /** Keys that come too early to be kept were told of. */
  private boolean hasToldOfEarlyKeys;

  /**
   * How keys are kept.
   *
   * @param hash of keys
   * @param filters the memory of filters
   * @param indexes the memory of large indexes
   * @param slots how many slots the index of a part has at most, a power of two; a key takes 4/3
   * @param unsavedBytes how much is committed before it is saved
   */
  record Settings(
      KeyHash hash, KeyMemory filters, KeyMemory indexes, int slots, long unsavedBytes) {}

  private KeysOnDisk(Path directory, long periodMillis, long keptMillis, Settings settings) {
    this.directory = directory;
    this.periodMillis = periodMillis;
    this.keptMillis = keptMillis;
    this.settings = settings;
  }

  /**
   * Opens what a directory has; if that can't be trusted, it has nothing.
   *
   * @param periodMillis how long a period is; what was kept by other periods isn't found by these
   * @param keptMillis how long before the newest period's beginning periods are kept
   */
  static KeysOnDisk open(Path directory, long periodMillis, long keptMillis, Settings settings) {
    KeysOnDisk keys = new KeysOnDisk(directory, periodMillis, keptMillis, settings);
    try {
      keys.open();
    } catch (CorruptKeysException e) {
      LOG.warn("{}; all keys there are read again from their changelog", e.getMessage());
      keys.closeFiles();
      keys.openNothing();
    } catch (RuntimeException e) {
      keys.closeFiles();
      throw e;
    }
    return keys;
  }

  private void open() {
    try {
      saved = CommittedKeys.read(directory).orElse(null);
    } catch (IOException e) {
      throw failed(e);
    }
    if (saved != null && saved.periodMillis() != periodMillis) {
      throw new CorruptKeysException(
          directory + ": periods of " + saved.periodMillis() + " ms, not of " + periodMillis);
    }
    committed = saved;
    if (saved == null) {
      openNothing();
      return;
    }
    for (Map.Entry<Long, List<Long>> entry : saved.periods().entrySet()) {
      KeyPeriod period = new KeyPeriod(directory, entry.getKey(), settings);
      periods.forEach(KeyPeriod::rest);
      periods.add(period);
      entry.getValue().forEach(period::open);
    }
    deleteOthers();
  }

  /** Deletes what came after what is saved, or should have been deleted when that ended. */
  private void deleteOthers() {
    Set<Path> ours = new HashSet<>();
    ours.add(CommittedKeys.file(directory));
    periods.forEach(period -> ours.addAll(period.files()));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path other : files.filter(file -> !ours.contains(file)).toList()) {
        Utils.delete(other.toFile());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void openNothing() {
    periods.clear();
    committed = null;
    saved = null;
    try {
      Utils.delete(directory.toFile());
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Returns the newest time at which a key was put; empty when it wasn't.
   *
   * @param oldest the beginning of the first period that counts, in epoch milliseconds
   * @param newest the beginning of the last one
   */
  OptionalLong time(byte[] key, long oldest, long newest) {
    long hashed = settings.hash().of(key);
    for (int i = periods.size() - 1; i >= 0; i--) {
      KeyPeriod period = periods.get(i);
      if (period.begin() >= oldest && period.begin() <= newest) {
        OptionalLong time = period.time(key, hashed);
        if (time.isPresent()) {
          return time;
        }
      }
    }
    return OptionalLong.empty();
  }

  /**
   * Takes a key, unless its period isn't kept any more; forgets the periods that are too long
   * before it.
   *
   * @param begin the beginning of its period, in epoch milliseconds
   * @param time its time, likewise
   */
  void put(byte[] key, long begin, long time) {
    int last = periods.size() - 1;
    if (last < 0 || periods.get(last).begin() < begin) {
      forget(begin - keptMillis);
      periods.forEach(KeyPeriod::rest);
      periods.add(new KeyPeriod(directory, begin, settings));
      last = periods.size() - 1;
    }
    if (begin >= periods.get(last).begin() - keptMillis) {
      period(begin).put(key, settings.hash().of(key), time);
    } else if (!hasToldOfEarlyKeys) {
      hasToldOfEarlyKeys = true;
      LOG.warn(
          "{}: keys of {} aren't kept beside those of {} (was the machine's clock ahead?)",
          directory,
          Instant.ofEpochMilli(time),
          Instant.ofEpochMilli(periods.get(last).begin()));
    }
  }

  private KeyPeriod period(long begin) {
    int at = periods.size();
    while (at > 0 && periods.get(at - 1).begin() >= begin) {
      at--;
      if (periods.get(at).begin() == begin) {
        return periods.get(at);
      }
    }
    KeyPeriod period = new KeyPeriod(directory, begin, settings);
    periods.add(at, period);
    return period;
  }

  /** What is written down mustn't have what is deleted. */
  private void forget(long before) {
    if (committed != null) {
      committed = committed.from(before);
    }
    if (saved != null && !saved.equals(saved.from(before))) {
      save(saved.from(before));
    }
    while (!periods.isEmpty() && periods.get(0).begin() < before) {
      periods.remove(0).delete();
    }
  }

  /**
   * Commits all keys that were put.
   *
   * @param offsets the last offsets of the changelog that they are of; null: there is none; empty:
   *     nothing is committed any more
   */
  void commit(Map<TopicPartition, Long> offsets) {
    if (offsets.isEmpty()) {
      uncommit();
      return;
    }
    if (distrusted) {
      return;
    }
    Map<TopicPartition, Long> all =
        new HashMap<>(committed == null ? Map.of() : committed.offsets());
    offsets.forEach((partition, offset) -> all.compute(partition, (same, before) -> offset));
    TreeMap<Long, List<Long>> bytes = new TreeMap<>();
    periods.forEach(period -> bytes.put(period.begin(), period.bytes()));
    committed = new CommittedKeys(periodMillis, all, bytes);
    if (committed.bytes() - (saved == null ? 0 : saved.bytes()) >= settings.unsavedBytes()) {
      saveCommitted();
    }
  }

  /** Commits nothing any more: who opens it next finds nothing. */
  void distrust() {
    distrusted = true;
    uncommit();
  }

  private void uncommit() {
    committed = null;
    saved = null;
    try {
      CommittedKeys.delete(directory);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void saveCommitted() {
    CommittedKeys now = committed;
    if (now != null && !now.equals(saved)) {
      periods.forEach(KeyPeriod::force);
      save(now);
    }
  }

  private void save(CommittedKeys keys) {
    try {
      keys.write(directory);
    } catch (IOException e) {
      throw failed(e);
    }
    saved = keys;
  }

  /** Returns the offset that was committed last; null: none. */
  @Nullable Long committedOffset(TopicPartition partition) {
    return committed == null ? null : committed.offsets().get(partition);
  }

  /** Saves what is committed; nothing else stays. */
  void close() {
    try {
      saveCommitted();
    } finally {
      closeFiles();
    }
  }

  private void closeFiles() {
    periods.forEach(KeyPeriod::close);
    periods.clear();
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(directory + ": " + e.getMessage(), e);
  }
}
