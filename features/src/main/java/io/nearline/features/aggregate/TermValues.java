package io.nearline.features.aggregate;

import io.nearline.features.value.Items;

/** The values of a decomposition's terms for one entity, by the terms' indexes. */
public interface TermValues {

  /** Returns whether a {@code Min} or {@code Max} is over nothing. */
  boolean missing(int term);

  /** Returns an int64 term. */
  long int64(int term);

  /** Returns a double term. */
  double float64(int term);

  /** Returns the keys of a {@code CountsBy}, in any order. */
  Items keys(int term);

  /** Returns the int64 counts of a {@code CountsBy}, as many as keys. */
  Items counts(int term);
}
