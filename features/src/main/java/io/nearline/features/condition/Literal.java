package io.nearline.features.condition;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;

/** A constant of a condition. */
public sealed interface Literal extends Constant {

  /**
   * Returns an item as a literal.
   *
   * @param items of a scalar type
   * @param index an item that is not missing
   */
  static Literal of(Items items, int index) {
    return switch ((ScalarType) items.type()) {
      case STRING -> new Text(items.string(index));
      case INT64 -> new Int64(items.int64(index));
      case DOUBLE -> new Float64(items.float64(index));
      case BOOL -> new Bool(items.bool(index));
    };
  }

  /**
   * A string.
   *
   * @param value the text
   */
  record Text(String value) implements Literal {

    @Override
    public ScalarType type() {
      return ScalarType.STRING;
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder("\"");
      value
          .codePoints()
          .forEach(
              point -> {
                if (point == '"' || point == '\\') {
                  text.append('\\').appendCodePoint(point);
                } else if (point < ' ') {
                  text.append(String.format("\\u%04x", point));
                } else {
                  text.appendCodePoint(point);
                }
              });
      return text.append('"').toString();
    }
  }

  /**
   * A 64-bit integer.
   *
   * @param value the number
   */
  record Int64(long value) implements Literal {

    @Override
    public ScalarType type() {
      return ScalarType.INT64;
    }

    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /**
   * A double.
   *
   * @param value the number, finite
   */
  record Float64(double value) implements Literal {

    /** Checks that it is finite, and makes a negative zero zero. */
    public Float64 {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
      }
      value += 0.0;
    }

    @Override
    public ScalarType type() {
      return ScalarType.DOUBLE;
    }

    @Override
    public String text() {
      return Double.toString(value);
    }
  }

  /**
   * A boolean.
   *
   * @param value true or false
   */
  record Bool(boolean value) implements Literal {

    @Override
    public ScalarType type() {
      return ScalarType.BOOL;
    }

    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }
}
