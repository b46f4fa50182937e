package io.nearline.ingest.event;

import dev.cel.common.values.NullValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of plain JSON, in one pass over its bytes: strings of ASCII without escapes,
 * integers of at most 18 digits, decimals of at most 15 without exponent, not deeply nested. Of
 * anything else it says that it is unsure, of all that is wrong too; who reads JSON in full must be
 * asked then, so that all errors are theirs. Null stands for unsure: JSON's null is {@link
 * NullValue}.
 *
 * <p>A decimal is its digits divided by a power of ten. Both are doubles exactly, below 2^53, so
 * the quotient is the double next to the decimal (W. D. Clinger, How to Read Floating Point Numbers
 * Accurately, 1990).
 */
final class PlainJson {
  /** What is longer is rare, and would be read in vain for long. */
  private static final int MOST_BYTES = 1 << 20;

  /** The longest name, in bytes; Jackson has a limit, too. */
  private static final int LONGEST_NAME = 1000;

  private static final int MOST_NESTING = 16;
  private static final int MOST_DIGITS = 18;
  private static final int MOST_DIGITS_OF_DECIMAL = 15;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
  };

  /** No byte: the end, or what no token begins with. */
  private static final int NONE = -1;

  private static final KnownNames NAMES = new KnownNames();

  private final byte[] json;
  private int at;

  private PlainJson(byte[] json) {
    this.json = json;
  }

  /** Returns the members of the one object that the bytes are, in order; null when unsure. */
  static @Nullable Map<String, Object> read(byte[] json) {
    if (json.length > MOST_BYTES) {
      return null;
    }
    PlainJson reader = new PlainJson(json);
    if (reader.token() != '{') {
      return null;
    }
    Map<String, Object> object = reader.object(1);
    return reader.isAtEnd() ? object : null;
  }

  private boolean isAtEnd() {
    return token() == NONE && at == json.length;
  }

  /** Goes on past spaces and a byte that isn't one, and returns it. */
  private int token() {
    while (at < json.length) {
      byte next = json[at];
      if (next > ' ') {
        at++;
        return next;
      }
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return NONE;
      }
      at++;
    }
    return NONE;
  }

  private @Nullable Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    int next = token();
    if (next == '}') {
      return object;
    }
    while (next == '"') {
      String name = name();
      if (name == null || token() != ':') {
        return null;
      }
      Object value = value(token(), depth);
      if (value == null || object.put(name, value) != null) {
        return null;
      }
      next = token();
      if (next == '}') {
        return object;
      }
      if (next != ',') {
        return null;
      }
      next = token();
    }
    return null;
  }

  private @Nullable List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    int next = token();
    if (next == ']') {
      return list;
    }
    while (true) {
      Object item = value(next, depth);
      if (item == null) {
        return null;
      }
      list.add(item);
      next = token();
      if (next == ']') {
        return list;
      }
      if (next != ',') {
        return null;
      }
      next = token();
    }
  }

  /**
   * Reads a value.
   *
   * @param first its first byte, which was taken
   */
  private @Nullable Object value(int first, int depth) {
    return switch (first) {
      case '"' -> text();
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case '{' -> depth < MOST_NESTING ? object(depth + 1) : null;
      case '[' -> depth < MOST_NESTING ? list(depth + 1) : null;
      case 't' -> literal("rue", true);
      case 'f' -> literal("alse", false);
      case 'n' -> literal("ull", NullValue.NULL_VALUE);
      default -> null;
    };
  }

  private @Nullable String name() {
    int hash = 0;
    for (int i = at; i < json.length; i++) {
      byte next = json[i];
      if (next == '"') {
        if (i - at > LONGEST_NAME) {
          return null;
        }
        String name = NAMES.name(json, at, i, hash);
        at = i + 1;
        return name;
      }
      if (isNotPlain(next)) {
        return null;
      }
      hash = 31 * hash + next;
    }
    return null;
  }

  private @Nullable String text() {
    for (int i = at; i < json.length; i++) {
      byte next = json[i];
      if (next == '"') {
        String text = new String(json, at, i - at, StandardCharsets.ISO_8859_1);
        at = i + 1;
        return text;
      }
      if (isNotPlain(next)) {
        return null;
      }
    }
    return null;
  }

  /**
   * Returns whether it is a control character, no ASCII (negative, that is), or begins an escape.
   */
  private static boolean isNotPlain(byte next) {
    return next < ' ' || next == '\\';
  }

  private @Nullable Object literal(String rest, Object value) {
    if (json.length - at < rest.length()) {
      return null;
    }
    for (int i = 0; i < rest.length(); i++) {
      if (json[at + i] != rest.charAt(i)) {
        return null;
      }
    }
    at += rest.length();
    return value;
  }

  /** Reads a number whose first byte was taken. What follows is its caller's to judge. */
  private @Nullable Object number() {
    boolean negative = json[at - 1] == '-';
    int first = negative ? at : at - 1;
    int end = endOfDigits(first);
    int whole = end - first;
    if (whole == 0 || whole > MOST_DIGITS || (whole > 1 && json[first] == '0')) {
      return null;
    }
    long digits = digits(0, first, end);
    if (end == json.length || json[end] != '.') {
      at = end;
      return negative ? -digits : digits;
    }
    int point = end;
    end = endOfDigits(point + 1);
    int fraction = end - point - 1;
    if (fraction == 0 || whole + fraction > MOST_DIGITS_OF_DECIMAL) {
      return null;
    }
    at = end;
    double value = digits(digits, point + 1, end) / POWERS_OF_TEN[fraction];
    return negative ? -value : value;
  }

  private int endOfDigits(int from) {
    int end = from;
    while (end < json.length && json[end] >= '0' && json[end] <= '9') {
      end++;
    }
    return end;
  }

  private long digits(long before, int from, int to) {
    long digits = before;
    for (int i = from; i < to; i++) {
      digits = 10 * digits + (json[i] - '0');
    }
    return digits;
  }
}
