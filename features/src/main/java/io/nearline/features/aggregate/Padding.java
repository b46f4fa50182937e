package io.nearline.features.aggregate;

/** Whether a list of {@code k} items is filled up where there are fewer. */
public enum Padding {
  /** It is as long as there are items. */
  NONE,
  /** It has exactly {@code k} items: the last ones are missing. */
  TO_K
}
