package io.nearline.server.vector;

/** Whether a value is there, and if not, why. */
public enum ValueState {
  /** The value is there. */
  PRESENT,
  /** No action of the window qualified, and the aggregate has no value over nothing. */
  EMPTY_WINDOW,
  /**
   * Computed over data older than the caller accepts. No value where that data has no action in the
   * window, and the aggregate has none over nothing.
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
    return this == PRESENT || this == STALE || this == PARTIAL;
  }
}
