package io.nearline.ingest.state;

import java.util.OptionalLong;

/**
 * Where the keys of a log are, in memory: open addressing in an array that doubles, 8 bytes a slot,
 * at most three quarters of them used. Not thread-safe.
 *
 * <p>A slot has the half of a key's hash that is looked for, and below it the place plus one; 0: it
 * is free. The upper bits of that half say where it goes, so that slots are nearly in the order of
 * hashes: an array of twice the length is filled from its beginning to its end, and little is left
 * to do when they are sorted.
 */
final class KeyIndex {
  /** Places must be below. */
  static final long PLACES = 0xffff_ffffL;

  private static final int FIRST_SLOTS = 1 << 10;

  /** So many take nothing of the memory: parts of fewer keys are too many to look for a key in. */
  private static final int FREE_SLOTS = 1 << 16;

  private final KeyLog log;
  private final int mostSlots;
  private final KeyMemory memory;
  private long[] slots;
  private int keys;
  private long taken;

  /**
   * Has no keys.
   *
   * @param mostSlots a power of two, at least 4
   * @param memory what more than 64 Ki slots are taken of
   */
  KeyIndex(KeyLog log, int mostSlots, KeyMemory memory) {
    this.log = log;
    this.mostSlots = mostSlots;
    this.memory = memory;
    this.slots = new long[Math.min(FIRST_SLOTS, mostSlots)];
  }

  /** Returns the half of a hash in a slot. */
  static int hash(long slot) {
    return (int) (slot >>> Integer.SIZE);
  }

  /** Returns the place in a slot. */
  static long place(long slot) {
    return (slot & PLACES) - 1;
  }

  /** Returns whether there is room for another key; makes it while there is memory. */
  boolean hasRoom() {
    if (keys < room(slots.length)) {
      return true;
    }
    boolean mayGrow = slots.length < mostSlots && (slots.length < FREE_SLOTS || take());
    if (mayGrow) {
      grow();
    }
    return mayGrow;
  }

  private boolean take() {
    if (!memory.take(growth())) {
      return false;
    }
    taken += growth();
    return true;
  }

  private long growth() {
    return (long) slots.length * Long.BYTES;
  }

  /** Returns the time of a key in the log; empty when it isn't there. */
  OptionalLong time(byte[] key, long hashed) {
    int wanted = KeyHash.wanted(hashed);
    for (int i = first(wanted); slots[i] != 0; i = next(i)) {
      if (hash(slots[i]) == wanted) {
        OptionalLong time = log.time(place(slots[i]), key, hashed);
        if (time.isPresent()) {
          return time;
        }
      }
    }
    return OptionalLong.empty();
  }

  /** Takes where a key is now; without room it grows nevertheless. */
  void put(byte[] key, long hashed, long place) {
    if (keys >= room(slots.length)) {
      if (slots.length >= FREE_SLOTS) {
        memory.charge(growth());
        taken += growth();
      }
      grow();
    }
    int wanted = KeyHash.wanted(hashed);
    int i = first(wanted);
    while (slots[i] != 0 && !isAt(slots[i], wanted, key, hashed)) {
      i = next(i);
    }
    if (slots[i] == 0) {
      keys++;
    }
    slots[i] = ((long) wanted << Integer.SIZE) | (place + 1);
  }

  private boolean isAt(long slot, int wanted, byte[] key, long hashed) {
    return hash(slot) == wanted && log.time(place(slot), key, hashed).isPresent();
  }

  private void grow() {
    long[] before = slots;
    slots = new long[before.length * 2];
    for (long slot : before) {
      if (slot != 0) {
        int i = first(hash(slot));
        while (slots[i] != 0) {
          i = next(i);
        }
        slots[i] = slot;
      }
    }
  }

  /** Returns the slots of all keys in their order, by insertion: each is near its place already. */
  long[] sorted() {
    long[] sorted = new long[keys];
    int count = 0;
    for (long slot : slots) {
      if (slot != 0) {
        int at = count++;
        while (at > 0 && sorted[at - 1] > slot) {
          sorted[at] = sorted[at - 1];
          at--;
        }
        sorted[at] = slot;
      }
    }
    return sorted;
  }

  /** Gives its memory back; it must not be used any more. */
  void free() {
    slots = new long[0];
    memory.giveBack(taken);
    taken = 0;
  }

  /** Returns whether it takes little memory. */
  boolean isSmall() {
    return slots.length <= FIRST_SLOTS;
  }

  /** By the order of signed numbers, as {@link java.util.Arrays#sort(long[])} has it. */
  private int first(int wanted) {
    int bits = Integer.numberOfTrailingZeros(slots.length);
    return (wanted ^ Integer.MIN_VALUE) >>> (Integer.SIZE - bits);
  }

  private int next(int i) {
    return (i + 1) & (slots.length - 1);
  }

  private static int room(int slots) {
    return slots / 4 * 3;
  }
}
