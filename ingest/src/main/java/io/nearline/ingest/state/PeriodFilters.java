package io.nearline.ingest.state;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Tells of most keys that were not remembered in a period that they weren't: a filter for each
 * period. They are made anew of what is on disk, a part at a time, and tell nothing until they have
 * all of it. Kafka Streams doesn't tell when reading ends for an error of the disk instead of the
 * end: RocksDB's own checks are trusted with that, which fail whatever else touches such a disk.
 * Not thread-safe.
 */
final class PeriodFilters {
  private final KeyFilter.Memory memory;
  private final long keptMillis;

  /** Those of the periods that have keys, by the periods' beginnings. */
  private final NavigableMap<Long, KeyFilter> filters = new TreeMap<>();

  /** What is on disk and not in the filters; none once they have all. */
  private @Nullable KeyValueIterator<Windowed<Bytes>, byte[]> unread;

  /**
   * Has no keys.
   *
   * @param keptMillis how long before the newest period's beginning periods are kept
   */
  PeriodFilters(KeyFilter.Memory memory, long keptMillis) {
    this.memory = memory;
    this.keptMillis = keptMillis;
  }

  /** Tells nothing from now on, until all of this is {@link #read}; closed here. */
  void begin(KeyValueIterator<Windowed<Bytes>, byte[]> onDisk) {
    clear();
    unread = onDisk;
  }

  /** Reads at most so many keys more. */
  void read(int most) {
    KeyValueIterator<Windowed<Bytes>, byte[]> entries = unread;
    if (entries == null) {
      return;
    }
    for (int i = 0; i < most && entries.hasNext(); i++) {
      Windowed<Bytes> entry = entries.next().key;
      add(entry.key().get(), entry.window().start());
    }
    if (!entries.hasNext()) {
      stopReading();
    }
  }

  /** Returns whether they have all keys. */
  boolean isWhole() {
    return unread == null;
  }

  /** Returns whether a key may have been remembered in a period; if not, it wasn't. */
  boolean mayHave(byte[] key, long period) {
    if (!isWhole()) {
      return true;
    }
    KeyFilter filter = filters.get(period);
    return filter != null && filter.mayHave(key);
  }

  /** Adds a key, and forgets the periods that are too long before its own. */
  void add(byte[] key, long period) {
    KeyFilter filter = filters.get(period);
    if (filter == null) {
      forget(filters.headMap(period - keptMillis, false));
      filter = new KeyFilter(memory);
      filters.put(period, filter);
    }
    filter.add(key);
  }

  /** Has no keys again, and reads nothing any more. */
  void clear() {
    stopReading();
    forget(filters);
  }

  private void stopReading() {
    if (unread != null) {
      unread.close();
      unread = null;
    }
  }

  private static void forget(NavigableMap<Long, KeyFilter> filters) {
    filters.values().forEach(KeyFilter::free);
    filters.clear();
  }
}
