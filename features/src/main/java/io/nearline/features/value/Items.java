package io.nearline.features.value;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.BitSet;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Values of one scalar or vector type, packed in an array; each may be missing. The reading methods
 * expect items of their type that are not missing. Immutable.
 */
public final class Items {
  private final ValueType type;
  private final int size;

  /** {@code long[]}, {@code double[]}, {@code boolean[]}, {@code String[]} or {@code float[][]}. */
  private final Object values;

  private final BitSet missing;

  private Items(ValueType type, int size, Object values, BitSet missing) {
    this.type = type;
    this.size = size;
    this.values = values;
    this.missing = missing;
  }

  /** Returns integers of which none is missing. */
  public static Items of(long... values) {
    return new Items(ScalarType.INT64, values.length, values.clone(), new BitSet());
  }

  /** Returns strings of which none is missing. */
  public static Items of(String... values) {
    return new Items(ScalarType.STRING, values.length, values.clone(), new BitSet());
  }

  /** Returns a builder of items of a scalar or vector type. */
  public static Builder builder(ValueType type, int expectedSize) {
    return new Builder(type, expectedSize);
  }

  /** Returns the type of the items. */
  public ValueType type() {
    return type;
  }

  /** Returns how many there are. */
  public int size() {
    return size;
  }

  /** Returns whether an item is missing. */
  public boolean missing(int index) {
    return missing.get(index);
  }

  /** Returns whether any item is missing. */
  public boolean anyMissing() {
    return !missing.isEmpty();
  }

  /** Returns a 64-bit integer. */
  public long int64(int index) {
    return ((long[]) values)[index];
  }

  /** Returns a double. */
  public double float64(int index) {
    return ((double[]) values)[index];
  }

  /** Returns a boolean. */
  public boolean bool(int index) {
    return ((boolean[]) values)[index];
  }

  /** Returns a string. */
  public String string(int index) {
    return ((String[]) values)[index];
  }

  /** Returns a vector, which the caller must not change. */
  public float[] vector(int index) {
    return ((float[][]) values)[index];
  }

  /** Returns an item, of whatever type, as a value. */
  public Value value(int index) {
    if (type instanceof VectorType) {
      return new Value.Vector(vector(index));
    }
    return switch ((ScalarType) type) {
      case STRING -> new Value.Text(string(index));
      case INT64 -> new Value.Int64(int64(index));
      case DOUBLE -> new Value.Float64(float64(index));
      case BOOL -> new Value.Bool(bool(index));
    };
  }

  /** Returns the items from one index to before another. */
  public Items slice(int from, int to) {
    Object slice = Builder.array(type, to - from);
    System.arraycopy(values, from, slice, 0, to - from);
    return new Items(type, to - from, slice, missing.get(from, to));
  }

  /** Returns an item as text: for people. */
  public String text(int index) {
    if (missing(index)) {
      return "null";
    }
    return values instanceof float[][] vectors
        ? Arrays.toString(vectors[index])
        : String.valueOf(Array.get(values, index));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Items items
        && type.equals(items.type)
        && missing.equals(items.missing)
        && Arrays.deepEquals(new Object[] {values}, new Object[] {items.values});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {values});
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < size; i++) {
      text.add(text(i));
    }
    return text.toString();
  }

  /** Collects items of one type. Not thread-safe. */
  public static final class Builder {
    private final ValueType type;
    private final BitSet missing = new BitSet();
    private Object values;
    private int capacity;
    private int size;

    private Builder(ValueType type, int expectedSize) {
      this.type = type;
      this.capacity = Math.max(expectedSize, 1);
      this.values = array(type, capacity);
    }

    /** Returns the type of the items. */
    public ValueType type() {
      return type;
    }

    /** Appends a 64-bit integer. */
    public void add(long value) {
      grow();
      ((long[]) values)[size++] = value;
    }

    /** Appends a double. */
    public void add(double value) {
      grow();
      ((double[]) values)[size++] = value;
    }

    /** Appends a boolean. */
    public void add(boolean value) {
      grow();
      ((boolean[]) values)[size++] = value;
    }

    /** Appends a string. */
    public void add(String value) {
      grow();
      ((String[]) values)[size++] = value;
    }

    /** Appends a vector, which must not change afterwards. */
    public void add(float[] value) {
      grow();
      ((float[][]) values)[size++] = value;
    }

    /** Appends an item that is missing. */
    public void addMissing() {
      grow();
      missing.set(size++);
    }

    /** Returns the items. The builder is not to be used afterwards. */
    public Items build() {
      return new Items(type, size, size == capacity ? values : copy(size), missing);
    }

    private void grow() {
      if (size == capacity) {
        capacity = 2 * size;
        values = copy(capacity);
      }
    }

    private Object copy(int length) {
      Object copy = array(type, length);
      System.arraycopy(values, 0, copy, 0, size);
      return copy;
    }

    private static Object array(ValueType type, int length) {
      if (type instanceof VectorType) {
        return new float[length][];
      }
      if (!(type instanceof ScalarType scalar)) {
        throw new IllegalArgumentException(
            "type: " + type.text() + " (expected: a scalar or a vector)");
      }
      return switch (scalar) {
        case STRING -> new String[length];
        case INT64 -> new long[length];
        case DOUBLE -> new double[length];
        case BOOL -> new boolean[length];
      };
    }
  }
}
