package io.nearline.ingest.step;

import io.nearline.features.action.InvalidActionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a string must be to come out of Pinot as it went in. */
final class Texts {
  private Texts() {}

  /**
   * Returns a string column's value.
   *
   * @param limit the most UTF-16 code units
   * @throws InvalidActionException when it is no string, is empty or too long, or has a NUL or half
   *     a surrogate pair
   */
  static String column(String path, @Nullable Object value, int limit) {
    if (!(value instanceof String text)) {
      throw new InvalidActionException(path, String.valueOf(value), "a string");
    }
    if (text.isEmpty()) {
      throw new InvalidActionException(path, "\"\"", "a string that is not empty");
    }
    limited(path, text, limit);
    check(path, text);
    return text;
  }

  /** Refuses a string of more than {@code limit} UTF-16 code units. */
  static void limited(String path, String text, int limit) {
    if (text.length() > limit) {
      throw new InvalidActionException(
          path, text.length() + " characters", "at most " + limit + " characters");
    }
  }

  /** Refuses a NUL, at which Pinot cuts, and half a surrogate pair, which UTF-8 can't hold. */
  static void check(String path, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new InvalidActionException(path, "a NUL at character " + i, "a string without NUL");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new InvalidActionException(
              path, "half a surrogate pair at character " + i, "a string of Unicode");
        }
        i++;
      }
    }
  }

  /** Returns whether there is surely nothing to refuse: no NUL, and no surrogates at all. */
  static boolean isFine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isScalar(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Checks all names and strings within a JSON value. */
  static void checkDeep(String path, Object value) {
    if (value instanceof String text) {
      check(path, text);
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = (String) entry.getKey();
        check(path, name);
        Object member = entry.getValue();
        if (member instanceof String text ? !isFine(text) : !isScalar(member)) {
          checkDeep(path + "." + name, member);
        }
      }
    } else if (value instanceof Iterable<?> items) {
      for (Object item : items) {
        checkDeep(path, item);
      }
    }
  }
}
