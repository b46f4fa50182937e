package io.nearline.features.aggregate;

import io.nearline.features.field.Field;

/**
 * What a database computes exactly for one entity, over the actions in the feature's window for
 * which its condition holds and, if the term has a field, for which that field is there.
 */
public sealed interface Term {

  /** A term that is one number for each entity. */
  sealed interface Single extends Term {}

  /** How many actions there are; int64. */
  record Count() implements Single {}

  /**
   * For how many actions the field is there; int64.
   *
   * @param field the field
   */
  record CountPresent(Field field) implements Single {}

  /**
   * The sum, accumulated in double; 0 over nothing.
   *
   * @param field an int64 or double field
   */
  record Sum(Field field) implements Single {}

  /**
   * The least value; missing over nothing.
   *
   * @param field a double field, or {@code timestamp}, whose value is then int64
   */
  record Min(Field field) implements Single {}

  /**
   * The greatest value; missing over nothing.
   *
   * @param field a double field, or {@code timestamp}, whose value is then int64
   */
  record Max(Field field) implements Single {}

  /**
   * How many different values there are; int64.
   *
   * @param field a string, int64 or bool field
   */
  record DistinctCount(Field field) implements Single {}

  /**
   * How many actions there are for each value of the field: a statement of its own, grouped by the
   * field.
   *
   * @param field a string, int64 or bool field
   */
  record CountsBy(Field field) implements Term {}
}
