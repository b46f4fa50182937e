package io.nearline.features.value;

import java.util.Comparator;

/**
 * The order of strings by their UTF-8 bytes, which is the order of their code points. {@link
 * String#compareTo} differs from it where surrogate pairs meet characters from U+E000 on.
 */
public final class KeyOrder {
  /** Compares two strings by their UTF-8 bytes. */
  public static final Comparator<String> UTF_8 = KeyOrder::compare;

  private KeyOrder() {}

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(rank(x), rank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Puts the surrogates, which stand for code points from U+10000 on, behind all other chars. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
