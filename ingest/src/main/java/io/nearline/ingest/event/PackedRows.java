package io.nearline.ingest.event;

import dev.cel.common.values.NullValue;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Packs the rows of a table, JSON objects, into bytes that are fewer and sooner read: without the
 * names of their members, which most rows share, and with numbers in binary. What isn't a flat
 * object of strings, 64-bit integers, doubles, booleans and nulls stays the JSON that it is, and so
 * do what is large and what is malformed: who unpacks that gets the decoder's error.
 *
 * <p>A packed row is a byte that tells which of both it is; then the JSON, or the number of its
 * names and each member's type and value. Only the instance that packed a row can unpack it.
 * Thread-safe.
 */
public final class PackedRows {
  /** Rows may have members or not; a table of objects as maps has names without end. */
  private static final int MOST_SHAPES = 1024;

  private static final int MOST_NAMES = 64;

  /** Longer ones are rare, and not kept in memory. */
  private static final int LONGEST_JSON = 16 * 1024;

  private static final byte JSON = 0;
  private static final byte PACKED = 1;

  private static final byte NULL = 0;
  private static final byte FALSE = 1;
  private static final byte TRUE = 2;
  private static final byte INTEGER = 3;
  private static final byte DOUBLE = 4;
  private static final byte TEXT = 5;

  private static final int BITS_OF_VARINT = 7;
  private static final int MORE = 0x80;

  private final Map<List<String>, Integer> numbers = new ConcurrentHashMap<>();
  private volatile String[][] shapes = new String[0][];

  /** Packs a row; never fails, whatever the bytes are. */
  public byte[] pack(byte[] json) {
    if (json.length > LONGEST_JSON) {
      return asItIs(json);
    }
    Map<String, Object> row;
    try {
      row = JsonDecoder.decodeObject(json);
    } catch (RefusedEventException malformed) {
      return asItIs(json);
    }
    int length = mostBytes(row);
    if (length < 0 || row.size() > MOST_NAMES) {
      return asItIs(json);
    }
    int shape = shape(List.copyOf(row.keySet()));
    if (shape < 0) {
      return asItIs(json);
    }
    ByteBuffer packed = ByteBuffer.allocate(length).put(PACKED);
    putVarint(packed, shape);
    row.values().forEach(value -> put(packed, value));
    return Arrays.copyOf(packed.array(), packed.position());
  }

  /**
   * Unpacks a row.
   *
   * @return its members in order, values as {@link Event#fields} has them; the caller's own
   * @throws RefusedEventException with {@link DeadLetterReason#MALFORMED} when it was no JSON
   *     object
   * @throws IllegalArgumentException when the bytes are no packed row
   */
  public Map<String, Object> unpack(byte[] packed) throws RefusedEventException {
    ByteBuffer in = ByteBuffer.wrap(packed);
    try {
      if (in.get() == JSON) {
        return JsonDecoder.decodeObject(Arrays.copyOfRange(packed, 1, packed.length));
      }
      String[] names = shapes[(int) varint(in)];
      Map<String, Object> row = new LinkedHashMap<>(2 * names.length);
      for (String name : names) {
        row.put(name, value(packed, in));
      }
      return row;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a packed row of this table", e);
    }
  }

  private static byte[] asItIs(byte[] json) {
    return ByteBuffer.allocate(1 + json.length).put(JSON).put(json).array();
  }

  /** Returns how many bytes it takes at most; negative when it can't be packed. */
  private static int mostBytes(Map<String, Object> row) {
    int bytes = 1 + Long.BYTES;
    for (Object value : row.values()) {
      bytes += 1 + Long.BYTES + 2;
      if (value instanceof String text) {
        if (hasSurrogate(text)) {
          return -1;
        }
        bytes += 3 * text.length();
      } else if (!(value instanceof Long
          || value instanceof Double
          || value instanceof Boolean
          || value instanceof NullValue)) {
        return -1;
      }
    }
    return bytes;
  }

  /** Half a pair isn't in UTF-8, and pairs are rare. */
  private static boolean hasSurrogate(String text) {
    return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit));
  }

  /** Returns the number of these names; negative when there are too many others. */
  private int shape(List<String> names) {
    Integer known = numbers.get(names);
    return known == null ? newShape(names) : known;
  }

  private synchronized int newShape(List<String> names) {
    Integer known = numbers.get(names);
    if (known != null) {
      return known;
    }
    int number = shapes.length;
    if (number == MOST_SHAPES) {
      return -1;
    }
    String[][] more = Arrays.copyOf(shapes, number + 1);
    more[number] = names.toArray(new String[0]);
    shapes = more;
    numbers.put(names, number);
    return number;
  }

  private static void put(ByteBuffer out, Object value) {
    if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.put(TEXT);
      putVarint(out, utf8.length);
      out.put(utf8);
    } else if (value instanceof Long number) {
      out.put(INTEGER);
      putVarint(out, number << 1 ^ number >> (Long.SIZE - 1));
    } else if (value instanceof Double number) {
      out.put(DOUBLE).putDouble(number);
    } else if (value instanceof Boolean bool) {
      out.put(bool ? TRUE : FALSE);
    } else {
      out.put(NULL);
    }
  }

  private static Object value(byte[] packed, ByteBuffer in) {
    byte type = in.get();
    return switch (type) {
      case TEXT -> {
        int length = (int) varint(in);
        if (length < 0 || length > in.remaining()) {
          throw new BufferUnderflowException();
        }
        int from = in.position();
        in.position(from + length);
        yield new String(packed, from, length, StandardCharsets.UTF_8);
      }
      case INTEGER -> {
        long zigzag = varint(in);
        yield zigzag >>> 1 ^ -(zigzag & 1);
      }
      case DOUBLE -> in.getDouble();
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> NullValue.NULL_VALUE;
      default -> throw new IllegalArgumentException("type: " + type + " (expected: 0 to 5)");
    };
  }

  private static void putVarint(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      out.put((byte) (rest | MORE));
      rest >>>= BITS_OF_VARINT;
    }
    out.put((byte) rest);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS_OF_VARINT) {
      byte next = in.get();
      value |= (long) (next & (MORE - 1)) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}
