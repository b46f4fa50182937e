package io.nearline.server.sql;

import java.nio.charset.StandardCharsets;

/**
 * Which partition of a table each root key's rows are in: Kafka's default partitioner sends an
 * action to that of its key's murmur2 (by Austin Appleby, with Kafka's seed), and Pinot's {@code
 * Murmur} function expects it there. A count that is wrong makes statements dearer, and no answer
 * wrong: it only decides which keys are asked for together.
 *
 * @param partitions how many there are, at least 1
 */
public record Partitioning(int partitions) {
  /** Says nothing of where a key is: that of a table of which nothing is known. */
  public static final Partitioning UNKNOWN = new Partitioning(1);

  private static final int SEED = 0x9747b28c;
  private static final int MULTIPLIER = 0x5bd1e995;

  /** Checks that there is a partition. */
  public Partitioning {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: " + partitions + " (expected: at least 1)");
    }
  }

  /** Returns the partition of a root key, from 0 on. */
  public int of(long key) {
    return of(Long.toString(key));
  }

  /** Returns the partition of a root key, from 0 on. */
  public int of(String key) {
    return partitions == 1
        ? 0
        : (murmur2(key.getBytes(StandardCharsets.UTF_8)) & Integer.MAX_VALUE) % partitions;
  }

  private static int murmur2(byte[] bytes) {
    int hash = SEED ^ bytes.length;
    int whole = bytes.length & ~3;
    for (int at = 0; at < whole; at += 4) {
      int word = littleEndian(bytes, at, at + 4) * MULTIPLIER;
      hash = (hash * MULTIPLIER) ^ ((word ^ (word >>> 24)) * MULTIPLIER);
    }
    if (whole < bytes.length) {
      hash = (hash ^ littleEndian(bytes, whole, bytes.length)) * MULTIPLIER;
    }
    hash = (hash ^ (hash >>> 13)) * MULTIPLIER;
    return hash ^ (hash >>> 15);
  }

  private static int littleEndian(byte[] bytes, int from, int to) {
    int word = 0;
    for (int at = to - 1; at >= from; at--) {
      word = (word << 8) | (bytes[at] & 0xff);
    }
    return word;
  }
}
