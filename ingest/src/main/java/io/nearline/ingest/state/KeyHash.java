package io.nearline.ingest.state;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/** A hash of keys, of 64 bits; always the same one, since it goes to disk. */
@FunctionalInterface
interface KeyHash {
  /** Guava's FarmHash64, which promises never to change. */
  HashFunction FARM = Hashing.farmHashFingerprint64();

  /** Returns a key's hash. */
  long of(byte[] key);

  /** Returns the half by which a key's entry is looked for. */
  static int wanted(long hash) {
    return (int) (hash >>> Integer.SIZE);
  }

  /** Returns what stands with an entry, of its time and the other half. */
  static int check(long hash, long time) {
    return (int) hash ^ Long.hashCode(time);
  }

  /** Returns a key's hash by {@link #FARM}. */
  static long farm(byte[] key) {
    return FARM.hashBytes(key).asLong();
  }
}
