package io.nearline.features.aggregate;

import io.nearline.features.value.Evaluated;
import java.util.List;

/** Terms that a database computes, and how the aggregate's value follows from them. */
public interface Decomposition {

  /** Returns the terms, over the feature's own condition and window. */
  List<Term> terms();

  /**
   * Returns the aggregate's value.
   *
   * @param values the values of {@link #terms} for one entity
   * @param asOfMillis the instant of the evaluation in epoch milliseconds
   */
  Evaluated combine(TermValues values, long asOfMillis);
}
