package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code approx_count_distinct}: an estimate of {@code count_distinct} with a standard error of
 * {@code 1.04 / sqrt(2^log2m)} of it: 1.6 % by default. It is 0 over nothing, and else from 1 to
 * the number of actions that have the field.
 *
 * <p>Where the rows are at hand it is the exact count, whose error is none. A database estimates by
 * HyperLogLog (Flajolet et al., 2007) in {@code 2^log2m} registers: the same values give the same
 * estimate, in whatever order they come.
 *
 * @param field a string, int64 or bool field
 * @param log2m the binary logarithm of the number of registers, from 8 to 16
 */
public record ApproximateCountDistinct(Field field, int log2m) implements Aggregate {
  /**
   * The least {@code log2m}: with fewer registers all may be taken where HyperLogLog still counts
   * the empty ones, and Pinot then answers 2^63 − 1.
   */
  public static final int LEAST_LOG2M = 8;

  /** The greatest {@code log2m}: an entity's registers are sent through the database. */
  public static final int GREATEST_LOG2M = 16;

  private static final int STANDARD_LOG2M = 12;

  static final AggregateRule RULE =
      AggregateRule.of(
          "approx_count_distinct",
          KeyCounts.OF,
          arguments ->
              new ApproximateCountDistinct(
                  arguments.field(), arguments.log2m().orElse(STANDARD_LOG2M)),
          AggregateRule.Option.LOG2M);

  /** Checks the number of registers. */
  public ApproximateCountDistinct {
    if (log2m < LEAST_LOG2M || log2m > GREATEST_LOG2M) {
      throw new IllegalArgumentException(
          "log2m: " + log2m + " (expected: from " + LEAST_LOG2M + " to " + GREATEST_LOG2M + ")");
    }
  }

  /** Returns the standard error of an estimate, relative to the count. */
  public double standardError() {
    return 1.04 / Math.sqrt(1 << log2m);
  }

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.INT64;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public Optional<Field> needed() {
    return Optional.of(field);
  }

  @Override
  public String text() {
    return name() + "(" + field.text() + ", log2m: " + log2m + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return new CountDistinct(field).evaluate(selection);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.ApproximateDistinctCount(field, log2m)),
        (terms, asOfMillis) -> Evaluated.int64(terms.int64(0)));
  }
}
