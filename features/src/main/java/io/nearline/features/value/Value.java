package io.nearline.features.value;

import io.nearline.features.type.ScalarType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a feature. */
public sealed interface Value {

  /**
   * A 64-bit integer.
   *
   * @param value the number
   */
  record Int64(long value) implements Value {}

  /**
   * A double.
   *
   * @param value the number
   */
  record Float64(double value) implements Value {}

  /**
   * A boolean.
   *
   * @param value true or false
   */
  record Bool(boolean value) implements Value {}

  /**
   * A string.
   *
   * @param value the text
   */
  record Text(String value) implements Value {}

  /** A vector of float32. */
  final class Vector implements Value {
    private final float[] values;

    /** Wraps an array, which must not change afterwards. */
    public Vector(float... values) {
      this.values = values;
    }

    /** Returns the numbers; not to be changed. */
    public float[] values() {
      return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Vector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return "Vector" + Arrays.toString(values);
    }
  }

  /**
   * How often each key occurs, or how much it weighs: the higher count or weight first, then the
   * lesser key ({@link KeyOrder}).
   *
   * @param keys the keys, none missing
   * @param counts as many as keys, none missing: 64-bit integers from 1, or weights, which are
   *     doubles from 0
   */
  record Counts(Items keys, Items counts) implements Value {

    /** Checks that each key has a count. */
    public Counts {
      if (!(counts.type() instanceof ScalarType type && type.isNumber())
          || counts.size() != keys.size()) {
        throw new IllegalArgumentException(
            "counts: " + counts + " (expected: " + keys.size() + " of int64 or double)");
      }
    }
  }

  /**
   * Rows of one or several columns.
   *
   * @param columns at least one, equally long; any item may be missing
   */
  record Listing(List<Items> columns) implements Value {

    /** Checks the lengths and copies the list. */
    public Listing {
      columns = List.copyOf(columns);
      if (columns.stream().mapToInt(Items::size).distinct().count() != 1) {
        throw new IllegalArgumentException(
            "columns: " + columns + " (expected: at least one, equally long)");
      }
    }

    /** Returns how many rows there are. */
    public int size() {
      return columns.get(0).size();
    }
  }
}
