package io.nearline.ingest.step;

import java.util.Collection;
import java.util.Map;

/** How many UTF-16 code units the compact JSON text of a value has. */
final class JsonLength {
  private static final int MOST_OF_CHARACTER = 6;

  /** -2.2250738585072014E-308 has 24. */
  static final int MOST_OF_SCALAR = 24;

  private JsonLength() {}

  /** Returns whether it is more than a limit. */
  static boolean exceeds(Object value, int limit) {
    return most(value) > limit && of(value) > limit;
  }

  /** Returns how many it can be at most: soon counted. */
  private static long most(Object value) {
    if (value instanceof String text) {
      return most(text);
    }
    if (value instanceof Map<?, ?> map) {
      long length = 2;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        length += most((String) entry.getKey()) + 2 + most(entry.getValue());
      }
      return length;
    }
    if (value instanceof Collection<?> items) {
      long length = 2;
      for (Object item : items) {
        length += most(item) + 1;
      }
      return length;
    }
    return MOST_OF_SCALAR;
  }

  /** Returns how many a string can be at most. */
  static long most(String text) {
    return 2L + (long) MOST_OF_CHARACTER * text.length();
  }

  static int of(Object value) {
    if (value instanceof String text) {
      return of(text);
    }
    if (value instanceof Map<?, ?> map) {
      int length = 2 + Math.max(0, map.size() - 1);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        length += of((String) entry.getKey()) + 1 + of(entry.getValue());
      }
      return length;
    }
    if (value instanceof Collection<?> items) {
      int length = 2 + Math.max(0, items.size() - 1);
      for (Object item : items) {
        length += of(item);
      }
      return length;
    }
    return String.valueOf(value).length();
  }

  private static int of(String text) {
    int length = 2;
    for (int i = 0; i < text.length(); i++) {
      length += width(text.charAt(i));
    }
    return length;
  }

  private static int width(char c) {
    return switch (c) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default -> c < ' ' ? 6 : 1;
    };
  }
}
