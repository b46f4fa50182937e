package io.nearline.features.value;

import java.util.Optional;

/**
 * What the evaluation of a feature came to.
 *
 * @param status whether there is a value, and why not
 * @param value the value, there exactly when the status has one
 */
public record Evaluated(ValueStatus status, Optional<Value> value) {
  /** No value: nothing in the window has one. */
  public static final Evaluated EMPTY_WINDOW =
      new Evaluated(ValueStatus.EMPTY_WINDOW, Optional.empty());

  /** No value: the expression is null. */
  public static final Evaluated NULL_VALUE =
      new Evaluated(ValueStatus.NULL_VALUE, Optional.empty());

  /** Checks that status and value go together. */
  public Evaluated {
    if (status.hasValue() != value.isPresent()) {
      throw new IllegalArgumentException(
          "status of "
              + value
              + ": "
              + status
              + " (expected: PRESENT or DEFAULTED exactly with a value)");
    }
  }

  /** Returns the evaluation to a value. */
  public static Evaluated present(Value value) {
    return new Evaluated(ValueStatus.PRESENT, Optional.of(value));
  }

  /** Returns this, or where it has no value, the evaluation to the default, if there is one. */
  public Evaluated orDefault(Optional<Value> defaultValue) {
    return value.isPresent() || defaultValue.isEmpty()
        ? this
        : new Evaluated(ValueStatus.DEFAULTED, defaultValue);
  }

  /** Returns the evaluation to an integer. */
  public static Evaluated int64(long value) {
    return present(new Value.Int64(value));
  }

  /** Returns the evaluation to a double. */
  public static Evaluated float64(double value) {
    return present(new Value.Float64(value));
  }
}
