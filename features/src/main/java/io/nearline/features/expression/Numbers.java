package io.nearline.features.expression;

import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/** Numbers among values. */
final class Numbers {
  private Numbers() {}

  /** Returns a number as a double: an integer beyond 2^53 is rounded to the nearest. */
  static double of(Value value) {
    return value instanceof Value.Int64 integer
        ? (double) integer.value()
        : ((Value.Float64) value).value();
  }

  /** Returns a double as a value, without the sign of a zero; null where it is not finite. */
  static @Nullable Value finite(double number) {
    return Double.isFinite(number) ? new Value.Float64(number + 0.0) : null;
  }
}
