package io.nearline.server.vector;

/** Whether a value is there, and if not, why. */
public enum ValueState {
  /** The value is there. */
  PRESENT,
  /** No action of the window qualified, and the aggregate has no value over nothing. */
  EMPTY_WINDOW,
  /** The value is there, computed over data older than the caller accepts. */
  STALE,
  /** The value is there, computed over a part of the data. */
  PARTIAL,
  /** No value: time ran out. */
  TIMEOUT,
  /** No value: its part of the computation failed. */
  ERROR;

  /** Returns whether there is a value. */
  public boolean hasValue() {
    return this == PRESENT || this == STALE || this == PARTIAL;
  }
}
