package io.nearline.features.action;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes compact JSON in UTF-8, the same bytes as Jackson's generator with its fast writer of
 * doubles: surrogates are escaped, other characters beyond ASCII aren't. Commas come by themselves;
 * that names, values and ends come in an order that makes JSON is the caller's to see to. Not
 * thread-safe.
 */
public final class JsonBytes {
  private static final int USUAL_BYTES = 1024;

  /** An array of more than this isn't kept for the next text. */
  private static final int MOST_KEPT = 64 * 1024;

  private static final int MOST_OF_CHARACTER = 6;

  /** What a long, a double or a float takes at most. */
  private static final int MOST_OF_NUMBER = 26;

  private static final String HEX = "0123456789ABCDEF";

  /** From here up to {@link #MOST_SHORT}, doubles aren't written with an exponent. */
  private static final double LEAST_SHORT = 1e-3;

  private static final double MOST_SHORT = 1e7;
  private static final int MOST_PLACES = 4;
  private static final int[] POWERS_OF_TEN = {1, 10, 100, 1000, 10_000};

  private byte[] bytes = new byte[USUAL_BYTES];
  private int size;

  /** Begins an object. */
  public void beginObject() {
    begin('{');
  }

  /** Ends an object. */
  public void endObject() {
    end('}');
  }

  /** Begins a list. */
  public void beginList() {
    begin('[');
  }

  /** Ends a list. */
  public void endList() {
    end(']');
  }

  /** Writes the name of an object's next member. */
  public void name(String name) {
    text(name);
    bytes[size++] = ':';
  }

  /** Writes a string. */
  public void text(String text) {
    room(text.length() + 4);
    separate();
    bytes[size++] = '"';
    characters(text);
    bytes[size++] = '"';
  }

  /** Writes an integer. */
  public void number(long number) {
    room(MOST_OF_NUMBER);
    separate();
    size = NumberOutput.outputLong(number, bytes, size);
  }

  /**
   * Writes a double: the shortest decimal that is next to it.
   *
   * @param number a finite one
   */
  public void number(double number) {
    room(MOST_OF_NUMBER);
    separate();
    double magnitude = Math.abs(number);
    if (!(magnitude >= LEAST_SHORT && magnitude < MOST_SHORT && isShort(number, magnitude))) {
      finite(Double.isFinite(number), NumberOutput.toString(number, true));
    }
  }

  /**
   * Writes a float: the shortest decimal that is next to it.
   *
   * @param number a finite one
   */
  public void number(float number) {
    room(MOST_OF_NUMBER);
    separate();
    finite(Float.isFinite(number), NumberOutput.toString(number, true));
  }

  /** Writes true or false. */
  public void bool(boolean value) {
    literal(value ? "true" : "false");
  }

  /** Writes null. */
  public void nothing() {
    literal("null");
  }

  /**
   * Writes a value.
   *
   * @param value {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@code List} or
   *     {@code Map} of these, as {@link Attributes} has them
   */
  public void value(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Long number) {
      number(number.longValue());
    } else if (value instanceof Double number) {
      number(number.doubleValue());
    } else if (value instanceof Boolean bool) {
      bool(bool);
    } else if (value instanceof Map<?, ?> object) {
      beginObject();
      object.forEach(
          (name, member) -> {
            name((String) name);
            value(member);
          });
      endObject();
    } else {
      beginList();
      for (Object item : (Iterable<?>) value) {
        value(item);
      }
      endList();
    }
  }

  /** Begins anew, whatever was written before. */
  public void clear() {
    size = 0;
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[USUAL_BYTES];
    }
  }

  /** Returns what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void begin(char bracket) {
    room(2);
    separate();
    bytes[size++] = (byte) bracket;
  }

  private void end(char bracket) {
    room(1);
    bytes[size++] = (byte) bracket;
  }

  /** Puts a comma, unless something begins here. */
  private void separate() {
    if (size > 0) {
      byte before = bytes[size - 1];
      if (before != ':' && before != '{' && before != '[') {
        bytes[size++] = ',';
      }
    }
  }

  private void literal(String text) {
    room(text.length() + 1);
    separate();
    ascii(text);
  }

  private void finite(boolean isFinite, String text) {
    if (!isFinite) {
      throw new IllegalArgumentException(text + " (expected: a finite number)");
    }
    ascii(text);
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /** Writes most texts, for which there is room; hands on from what is more than a byte. */
  private void characters(String text) {
    int length = text.length();
    byte[] target = bytes;
    int before = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '\u007f' || c == '"' || c == '\\') {
        size = before + i;
        escape(text, i);
        return;
      }
      target[before + i] = (byte) c;
    }
    size = before + length;
  }

  private void escape(String text, int from) {
    room(MOST_OF_CHARACTER * (text.length() - from) + 2);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> escaped(c);
        case '\b' -> escaped('b');
        case '\t' -> escaped('t');
        case '\n' -> escaped('n');
        case '\f' -> escaped('f');
        case '\r' -> escaped('r');
        default -> character(c);
      }
    }
  }

  private void escaped(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void character(char c) {
    if (c < ' ' || Character.isSurrogate(c)) {
      escaped('u');
      for (int shift = 12; shift >= 0; shift -= 4) {
        bytes[size++] = (byte) HEX.charAt(c >> shift & 0xf);
      }
    } else if (c < 0x80) {
      bytes[size++] = (byte) c;
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | c >> 6);
      bytes[size++] = (byte) (0x80 | (c & 0x3f));
    } else {
      bytes[size++] = (byte) (0xe0 | c >> 12);
      bytes[size++] = (byte) (0x80 | (c >> 6 & 0x3f));
      bytes[size++] = (byte) (0x80 | (c & 0x3f));
    }
  }

  /**
   * Writes a double that a decimal of at most four places is next to, and returns whether there is
   * one. Decimals of at most 15 digits have doubles of their own, so the first that is found has
   * the fewest digits.
   *
   * @param magnitude of at most seven digits before the point
   */
  private boolean isShort(double number, double magnitude) {
    long whole = (long) magnitude;
    if (whole == magnitude) {
      decimal(number, whole, 0, 1);
      return true;
    }
    for (int places = 1; places <= MOST_PLACES; places++) {
      int power = POWERS_OF_TEN[places];
      long digits = (long) (magnitude * power + 0.5);
      if ((double) digits / power == magnitude) {
        decimal(number, whole, (int) (digits - whole * power), places);
        return true;
      }
    }
    return false;
  }

  private void decimal(double number, long whole, int fraction, int places) {
    if (number < 0) {
      bytes[size++] = '-';
    }
    size = NumberOutput.outputLong(whole, bytes, size);
    bytes[size] = '.';
    int digits = fraction;
    for (int place = places; place > 0; place--) {
      bytes[size + place] = (byte) ('0' + digits % 10);
      digits /= 10;
    }
    size += 1 + places;
  }

  /** Makes room for so many bytes more. */
  private void room(int more) {
    if (bytes.length - size < more) {
      long wanted = Math.max((long) size + more, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }
}
