package io.nearline.bench.measure;

import java.util.Collection;
import java.util.OptionalDouble;

/**
 * Several measurements of the same.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least the least
 * @param most the greatest
 */
public record Spread(double median, double least, double most) {

  /**
   * Returns the spread of some values.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: none (expected: at least one)");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Returns the median of some values; empty when there is none. */
  static OptionalDouble median(Collection<Double> values) {
    return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(of(values).median());
  }
}
