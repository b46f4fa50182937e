package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import java.util.Optional;

/**
 * What a database computes for one entity, over the actions in the feature's window for which its
 * condition holds and, if the term has a field, for which that field is there.
 */
public sealed interface Term {

  /** Returns what it is, in words, such as {@code a count of objectAttributes.price}. */
  String text();

  /**
   * Returns whether it is as exact as it should be over a window: a weight too small for a double
   * would be lost.
   *
   * @param windowMillis the window's length
   */
  default boolean isExactOver(long windowMillis) {
    return true;
  }

  /** A term that is one number for each entity. */
  sealed interface Single extends Term {}

  /** How many actions there are; int64. */
  record Count() implements Single {

    @Override
    public String text() {
      return "a count";
    }
  }

  /**
   * For how many actions the field is there; int64.
   *
   * @param field the field
   */
  record CountPresent(Field field) implements Single {

    @Override
    public String text() {
      return "a count of " + field.text();
    }
  }

  /**
   * The sum; 0 over nothing.
   *
   * @param field an int64 or double field
   */
  record Sum(Field field) implements Single {

    @Override
    public String text() {
      return "a sum of " + field.text();
    }
  }

  /**
   * The sum of the actions' weights; 0 over nothing.
   *
   * @param needed a field that an action must have to count; empty: every action counts
   * @param halfLife how fast actions lose weight
   */
  record DecayedCount(Optional<Field> needed, HalfLife halfLife) implements Single {

    @Override
    public String text() {
      return "a sum of weights" + needed.map(field -> " of " + field.text()).orElse("");
    }

    @Override
    public boolean isExactOver(long windowMillis) {
      return halfLife.isExactOver(windowMillis);
    }
  }

  /**
   * The sum of each value times its action's weight; 0 over nothing.
   *
   * @param field an int64 or double field
   * @param halfLife how fast actions lose weight
   */
  record DecayedSum(Field field, HalfLife halfLife) implements Single {

    @Override
    public String text() {
      return "a weighted sum of " + field.text();
    }

    @Override
    public boolean isExactOver(long windowMillis) {
      return halfLife.isExactOver(windowMillis);
    }
  }

  /**
   * The least value; missing over nothing.
   *
   * @param field a double field, or {@code timestamp}, whose value is then int64
   */
  record Min(Field field) implements Single {

    @Override
    public String text() {
      return "the least " + field.text();
    }
  }

  /**
   * The greatest value; missing over nothing.
   *
   * @param field a double field, or {@code timestamp}, whose value is then int64
   */
  record Max(Field field) implements Single {

    @Override
    public String text() {
      return "the greatest " + field.text();
    }
  }

  /**
   * How many different values there are; int64.
   *
   * @param field a string, int64 or bool field
   */
  record DistinctCount(Field field) implements Single {

    @Override
    public String text() {
      return "a count of different " + field.text();
    }
  }

  /**
   * An estimate of how many different values there are by HyperLogLog; int64.
   *
   * @param field a string, int64 or bool field
   * @param log2m the binary logarithm of the number of registers
   */
  record ApproximateDistinctCount(Field field, int log2m) implements Single {

    @Override
    public String text() {
      return "an estimate of how many different " + field.text() + " there are";
    }
  }

  /**
   * How many actions there are for each value of the field: a statement of its own, grouped by the
   * field.
   *
   * @param field a string, int64 or bool field
   */
  record CountsBy(Field field) implements Term {

    @Override
    public String text() {
      return "counts by " + field.text();
    }
  }
}
