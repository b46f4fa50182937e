package io.nearline.ingest.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows in an array of bytes, which is written round and round: the newest row takes the place of
 * the oldest ones. Without objects for each row the collector has nothing to do with them. Not
 * thread-safe.
 *
 * <p>Places are counted on while it goes round: a row is good until as much as the array holds was
 * written from its place on. A key's hash says which few slots may tell its place; where all are
 * taken, the oldest row gives way. A byte of the hash beside each slot spares most looks at rows of
 * other keys, each of which would be a wait for memory.
 */
final class RowRing {
  private static final int FIRST_BYTES = 16 * 1024;
  private static final int WAYS = 8;

  /** {@link #WAYS} slots for so many bytes of rows at most: most rows find one. */
  private static final int BYTES_OF_BUCKET = 128;

  /** Before a row: the lengths of its key and its value. */
  private static final int HEADER = 2 * Integer.BYTES;

  /** In a slot that tells no place, and for one that isn't there. */
  private static final int NONE = -1;

  private final int mostBytes;
  private ByteBuffer rows = ByteBuffer.allocate(0);
  private int[] slots = new int[0];
  private byte[] tags = new byte[0];
  private int next;

  /**
   * Has no rows.
   *
   * @param bytes how many its rows may take, at least 16 KiB; slots take up to two thirds of that,
   *     too
   */
  RowRing(int bytes) {
    this.mostBytes = Math.max(FIRST_BYTES, bytes);
    resize(FIRST_BYTES);
  }

  /** Returns the value of a key, or null when it isn't at hand. */
  byte @Nullable [] get(byte[] key, int hash) {
    int slot = slot(key, hash);
    if (slot == NONE) {
      return null;
    }
    int at = index(slots[slot]);
    byte[] value = new byte[rows.getInt(at + Integer.BYTES)];
    rows.get(at + HEADER + key.length, value);
    return value;
  }

  /** Takes the value of a key; null: there is none any more. What is too large isn't kept. */
  void put(byte[] key, int hash, byte @Nullable [] value) {
    int before = slot(key, hash);
    if (before != NONE) {
      int at = index(slots[before]);
      if (value != null && rows.getInt(at + Integer.BYTES) == value.length) {
        rows.put(at + HEADER + key.length, value);
        return;
      }
      slots[before] = NONE;
    }
    if (value == null || HEADER + (long) key.length + value.length > FIRST_BYTES) {
      return;
    }
    int place = place(HEADER + key.length + value.length);
    int at = index(place);
    rows.putInt(at, key.length).putInt(at + Integer.BYTES, value.length);
    rows.put(at + HEADER, key).put(at + HEADER + key.length, value);
    tell(hash, place);
  }

  private void tell(int hash, int place) {
    int slot = oldest(hash);
    slots[slot] = place;
    tags[slot] = tag(hash);
  }

  /** Returns a place for so many bytes in one piece, and makes room. */
  private int place(int length) {
    if (rows.capacity() < mostBytes && next + length > rows.capacity()) {
      resize((int) Math.min(mostBytes, 2L * rows.capacity()));
    }
    int left = rows.capacity() - index(next);
    if (left < length) {
      next += left;
    }
    if (next > Integer.MAX_VALUE - 2 * rows.capacity()) {
      Arrays.fill(slots, NONE);
      next = 0;
    }
    int place = next;
    next += length;
    return place;
  }

  /** Makes it larger, before it went round. */
  private void resize(int bytes) {
    ByteBuffer before = rows;
    int[] places = slots;
    rows = ByteBuffer.allocate(bytes).put(0, before, 0, next);
    slots = new int[2 * Integer.highestOneBit(bytes / BYTES_OF_BUCKET) * WAYS];
    tags = new byte[slots.length];
    Arrays.fill(slots, NONE);
    for (int place : places) {
      if (place != NONE) {
        byte[] key = new byte[rows.getInt(place)];
        rows.get(place + HEADER, key);
        tell(RowsAtHand.hash(key), place);
      }
    }
  }

  private int slot(byte[] key, int hash) {
    int first = first(hash);
    byte tag = tag(hash);
    for (int slot = first; slot < first + WAYS; slot++) {
      if (tags[slot] == tag && isGood(slots[slot]) && isOf(key, index(slots[slot]))) {
        return slot;
      }
    }
    return NONE;
  }

  private boolean isOf(byte[] key, int at) {
    int from = at + HEADER;
    return rows.getInt(at) == key.length
        && Arrays.equals(rows.array(), from, from + key.length, key, 0, key.length);
  }

  private int oldest(int hash) {
    int first = first(hash);
    int oldest = first;
    for (int slot = first + 1; slot < first + WAYS; slot++) {
      if (slots[slot] < slots[oldest]) {
        oldest = slot;
      }
    }
    return oldest;
  }

  private boolean isGood(int place) {
    return place != NONE && next - place <= rows.capacity();
  }

  private int first(int hash) {
    return (hash & (slots.length / WAYS - 1)) * WAYS;
  }

  /** Returns bits that neither the part nor, unless it is large, the slots go by. */
  private static byte tag(int hash) {
    return (byte) (hash >>> 18);
  }

  private int index(int place) {
    return place % rows.capacity();
  }
}
