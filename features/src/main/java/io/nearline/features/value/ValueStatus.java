package io.nearline.features.value;

/**
 * What is to be known of a feature's value beside the value. That there is no value is never told
 * by a value: a zero, an empty string, list or map are values.
 */
public enum ValueStatus {
  /** There is a value. */
  PRESENT,
  /** There is none, because nothing in the window has one. */
  EMPTY_WINDOW,
  /** There is none, because a derived feature's expression is null. */
  NULL_VALUE,
  /** There would be none, be it for an empty window or a null: the definition's default stands. */
  DEFAULTED;

  /** Returns whether a value goes with it. */
  public boolean hasValue() {
    return this == PRESENT || this == DEFAULTED;
  }
}
