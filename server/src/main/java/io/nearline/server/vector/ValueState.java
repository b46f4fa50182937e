package io.nearline.server.vector;

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

  /** Returns whether there may be a value; false: there is none. */
  boolean mayHaveValue() {
    return this == PRESENT || this == DEFAULTED || this == STALE || this == PARTIAL;
  }
}
