package io.nearline.features.value;

/** What is to be known of a feature's value beside the value. */
public enum ValueStatus {
  /** There is a value. */
  PRESENT,
  /** There is none, because nothing in the window has one. */
  EMPTY_WINDOW
}
