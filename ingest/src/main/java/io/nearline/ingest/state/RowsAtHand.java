package io.nearline.ingest.state;

import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table on disk that are at hand: as many as a number of bytes holds, the newest ones and
 * those last read from disk. Thread-safe; keys that differ seldom wait for each other.
 *
 * <p>A row is looked for on disk while its part is locked. So one that is read and one that is
 * written at the same time can't cross, and what is at hand is never older than the disk for longer
 * than {@link #put} takes.
 */
public final class RowsAtHand {
  private static final int PARTS = 64;
  private static final int BITS_OF_PARTS = 6;

  private static final long MOST_OF_PART = 1L << 28;

  private final RowRing[] parts = new RowRing[PARTS];

  /**
   * Has no rows.
   *
   * @param bytes how many the rows take at most, from 1 MiB on: fewer count as that; what finds
   *     them takes up to two thirds more
   */
  public RowsAtHand(long bytes) {
    int ofPart = (int) Math.min(bytes / PARTS, MOST_OF_PART);
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new RowRing(ofPart);
    }
  }

  /**
   * Returns a row's value.
   *
   * @param disk tells what is on disk for a key, or null
   * @return the value, or null when the disk has none either
   */
  public byte @Nullable [] get(byte[] key, UnaryOperator<byte @Nullable []> disk) {
    int hash = hash(key);
    RowRing part = part(hash);
    synchronized (part) {
      byte[] value = part.get(key, hash);
      if (value == null) {
        value = disk.apply(key);
        if (value != null) {
          part.put(key, hash, value);
        }
      }
      return value;
    }
  }

  /**
   * Takes a row as it is on disk now.
   *
   * @param value its value; null when it isn't there any more
   */
  public void put(byte[] key, byte @Nullable [] value) {
    int hash = hash(key);
    RowRing part = part(hash);
    synchronized (part) {
      part.put(key, hash, value);
    }
  }

  /** The ring of a part goes by its lower bits, the part by its upper ones. */
  static int hash(byte[] key) {
    return Utils.murmur2(key);
  }

  private RowRing part(int hash) {
    return parts[hash >>> (Integer.SIZE - BITS_OF_PARTS)];
  }
}
