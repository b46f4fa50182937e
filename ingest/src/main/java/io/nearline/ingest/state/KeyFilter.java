package io.nearline.ingest.state;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of most keys that were not added that they weren't: a Bloom filter that grows by larger and
 * larger parts, while there is memory. Not thread-safe.
 */
final class KeyFilter {
  private static final double FALSE_ALARMS = 0.01;
  private static final int FIRST_KEYS = 1 << 14;
  private static final int GROWTH = 4;
  private static final int LARGEST_KEYS = 1 << 22;

  private final Memory memory;
  private final List<BloomFilter<byte[]>> parts = new ArrayList<>();
  private long bytes;
  private int keys = FIRST_KEYS / GROWTH;
  private int room;
  private boolean full;

  /** The bytes that filters may still take. Thread-safe. */
  record Memory(AtomicLong left) {
    /** Has so many bytes. */
    static Memory of(long bytes) {
      return new Memory(new AtomicLong(bytes));
    }

    private boolean take(long bytes) {
      if (left.addAndGet(-bytes) >= 0) {
        return true;
      }
      left.addAndGet(bytes);
      return false;
    }
  }

  /** Has no keys. */
  KeyFilter(Memory memory) {
    this.memory = memory;
  }

  /** Returns whether a key may have been added; if not, it wasn't. */
  boolean mayHave(byte[] key) {
    if (full) {
      return true;
    }
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).mightContain(key)) {
        return true;
      }
    }
    return false;
  }

  /** Adds a key. */
  void add(byte[] key) {
    if (!full && room == 0) {
      grow();
    }
    if (!full) {
      var unused = parts.get(parts.size() - 1).put(key);
      room--;
    }
  }

  /** Without memory it is of no use any more, and gives back what it has. */
  private void grow() {
    keys = Math.min(LARGEST_KEYS, keys * GROWTH);
    long needed = bytes(keys);
    if (!memory.take(needed)) {
      full = true;
      free();
      return;
    }
    bytes += needed;
    parts.add(BloomFilter.create(Funnels.byteArrayFunnel(), keys, FALSE_ALARMS));
    room = keys;
  }

  private static long bytes(int keys) {
    return Math.round(-keys * Math.log(FALSE_ALARMS) / (Math.log(2) * Math.log(2)) / Byte.SIZE);
  }

  /** Gives its memory back; it must not be asked any more. */
  void free() {
    parts.clear();
    memory.left().addAndGet(bytes);
    bytes = 0;
  }
}
