package io.nearline.features.condition;

/** A condition bound to one batch of actions. */
@FunctionalInterface
public interface RowPredicate {

  /** Returns whether the condition holds for a row of the batch. */
  boolean test(int row);
}
