package io.nearline.server.vector;

import io.nearline.features.value.ValueStatus;
import org.jspecify.annotations.Nullable;

/** Whether a value is there, and if not, why. */
public enum ValueState {
  /** The value is there. */
  PRESENT,
  /** No action of the window qualified, and the aggregate has no value over nothing. */
  EMPTY_WINDOW,
  /** The expression's value is null, and there is no default. */
  NULL_VALUE,
  /** There would be no value: the definition's default stands. */
  DEFAULTED,
  /**
   * Computed over data older than the caller accepts. What stands is what that data makes of the
   * feature: a value, the definition's default, or no value.
   */
  STALE,
  /** The value is there, computed over a part of the data. */
  PARTIAL,
  /** No value: time ran out. */
  TIMEOUT,
  /** No value: its part of the computation failed. */
  ERROR;

  /**
   * Returns the state of a value.
   *
   * @param status what its evaluation came to
   * @param shortfall what is wrong with the data behind it: PARTIAL, TIMEOUT, ERROR; null: nothing
   * @param stale whether the data is older than the caller accepts
   */
  static ValueState of(ValueStatus status, @Nullable ValueState shortfall, boolean stale) {
    if (shortfall == TIMEOUT || shortfall == ERROR) {
      return shortfall;
    }
    if (shortfall != null) {
      // Nobody knows whether a window is empty of which only a part was seen.
      return status == ValueStatus.PRESENT ? shortfall : ERROR;
    }
    if (stale) {
      return STALE;
    }
    return switch (status) {
      case PRESENT -> PRESENT;
      case EMPTY_WINDOW -> EMPTY_WINDOW;
      case NULL_VALUE -> NULL_VALUE;
      case DEFAULTED -> DEFAULTED;
    };
  }

  /** Returns whether it tells that something is wrong with the data behind a value. */
  boolean isShortfall() {
    return this == PARTIAL || this == TIMEOUT || this == ERROR;
  }

  /** Returns whether there may be a value; false: there is none. */
  boolean mayHaveValue() {
    return this == PRESENT || this == DEFAULTED || this == STALE || this == PARTIAL;
  }
}
