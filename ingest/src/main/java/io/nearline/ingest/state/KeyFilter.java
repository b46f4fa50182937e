package io.nearline.ingest.state;

import org.jspecify.annotations.Nullable;

/**
 * Tells of most keys that were not added that they weren't, by the half of their hash that is
 * looked for: a Bloom filter in blocks of 32 bytes, so that a key asks one place of memory. Not
 * thread-safe.
 *
 * <p>Of the eight words of a block a key sets a bit each, as in Parquet's split block Bloom filter
 * (<a href="https://parquet.apache.org/docs/file-format/bloomfilter/">its specification</a>, with
 * its salts), after Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom Filters"
 * (2007). With 12 bits a key there are 4 to 8 false alarms in a thousand.
 */
final class KeyFilter {
  private static final int BITS_A_KEY = 12;
  private static final int WORDS = 8;
  private static final int WORD_BITS = 5;

  private static final int[] SALTS = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final KeyMemory memory;
  private final int blocks;
  private int[] words;

  private KeyFilter(KeyMemory memory, int blocks) {
    this.memory = memory;
    this.blocks = blocks;
    this.words = new int[blocks * WORDS];
  }

  /** Returns a filter that is empty, with room for so many keys; null when there is no memory. */
  static @Nullable KeyFilter of(int keys, KeyMemory memory) {
    int blocks = (int) ((long) keys * BITS_A_KEY / (WORDS * Integer.SIZE)) + 1;
    return memory.take(bytes(blocks)) ? new KeyFilter(memory, blocks) : null;
  }

  /** Adds a key. */
  void add(int hash) {
    int block = block(hash);
    int spread = spread(hash);
    for (int word = 0; word < WORDS; word++) {
      words[block + word] |= mask(spread, word);
    }
  }

  /** Returns whether a key may have been added; if not, it wasn't. */
  boolean mayHave(int hash) {
    int block = block(hash);
    int spread = spread(hash);
    int missing = 0;
    for (int word = 0; word < WORDS; word++) {
      missing |= mask(spread, word) & ~words[block + word];
    }
    return missing == 0;
  }

  private int block(int hash) {
    return (int) ((Integer.toUnsignedLong(hash) * blocks) >>> Integer.SIZE) * WORDS;
  }

  /** Keys of a block have the same upper bits: the lower ones go there, too. */
  private static int spread(int hash) {
    int spread = hash * 0x9e3779b1;
    return spread ^ (spread >>> 15);
  }

  private static int mask(int spread, int word) {
    return 1 << ((spread * SALTS[word]) >>> (Integer.SIZE - WORD_BITS));
  }

  /** Gives its memory back; it must not be asked any more. */
  void free() {
    words = new int[0];
    memory.giveBack(bytes(blocks));
  }

  private static long bytes(int blocks) {
    return (long) blocks * WORDS * Integer.BYTES;
  }
}
