package io.nearline.ingest.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names of members that were read before, found by their bytes: most documents have the same few. A
 * string that comes again needs no copy, and knows its hash. Thread-safe.
 *
 * <p>Names are kept without locks: what a slot holds is immutable, so a thread that sees it sees
 * all of it; one that doesn't see what another has put there makes a name of its own. A name takes
 * the place of another one in its slot, so there are never more than slots.
 */
final class KnownNames {
  /** The longest name that is kept, in bytes. */
  static final int LONGEST = 64;

  private static final int SLOTS = 1024;

  private final @Nullable Known[] slots = new @Nullable Known[SLOTS];

  /** A name and its bytes, which are never written. */
  private static final class Known {
    private final byte[] bytes;
    private final String name;

    Known(byte[] bytes) {
      this.bytes = bytes;
      this.name = new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Returns the name that a document has at a place.
   *
   * @param json the document
   * @param from where the name begins
   * @param to where it ends; all between is ASCII
   * @param hash anything that is made of the name's bytes alone
   */
  String name(byte[] json, int from, int to, int hash) {
    if (to - from > LONGEST) {
      return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }
    int slot = (hash ^ hash >>> 10) & SLOTS - 1;
    Known known = slots[slot];
    if (known == null || !Arrays.equals(json, from, to, known.bytes, 0, known.bytes.length)) {
      known = new Known(Arrays.copyOfRange(json, from, to));
      slots[slot] = known;
    }
    return known.name;
  }
}
