package io.nearline.features.aggregate;

import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * Terms that a database computes, and how the aggregate's value follows from them.
 *
 * @param terms the terms, over the feature's own condition and window
 * @param combination makes the value of the terms' values
 */
public record Decomposition(List<Term> terms, Combination combination) {

  /** Makes an aggregate's value of its terms' values. */
  @FunctionalInterface
  public interface Combination {

    /**
     * Returns the aggregate's value.
     *
     * @param values the values of the terms for one entity
     * @param asOfMillis the instant of the evaluation in epoch milliseconds
     */
    Evaluated combine(TermValues values, long asOfMillis);
  }

  /** Copies the terms. */
  public Decomposition {
    terms = List.copyOf(terms);
  }

  /** Returns whether all terms are as exact as they should be over a window. */
  public boolean isExactOver(long windowMillis) {
    return terms.stream().allMatch(term -> term.isExactOver(windowMillis));
  }

  /** Returns the aggregate's value, see {@link Combination#combine}. */
  public Evaluated combine(TermValues values, long asOfMillis) {
    return combination.combine(values, asOfMillis);
  }

  static Optional<Decomposition> of(List<Term> terms, Combination combination) {
    return Optional.of(new Decomposition(terms, combination));
  }
}
