package io.nearline.features.aggregate;

import java.util.Arrays;
import java.util.Optional;

/**
 * The mean of the squared distances of numbers from their mean: what {@link Variance} and {@link
 * StandardDeviation} share. It is the population's: divided by how many there are.
 *
 * <p>Computed in two passes, the mean first, and not by Welford's recurrence: the rows are at hand,
 * and two passes are more exact and need no division for each row. The least number is subtracted
 * from all first, so that a large mean costs no digits and equal numbers have exactly no variance.
 * All are scaled by a power of two, which rounds nothing, so that no square overflows or vanishes:
 * the standard deviation of finite numbers is finite.
 *
 * @param variance the variance times {@code 2^(−2 · exponent)}
 * @param exponent the exponent of the scale
 */
record Spread(double variance, int exponent) {

  /** Returns the spread of numbers; empty for none. */
  static Optional<Spread> of(double[] numbers) {
    if (numbers.length == 0) {
      return Optional.empty();
    }
    int exponent = Double.MIN_EXPONENT;
    for (double number : numbers) {
      exponent = Math.max(exponent, Math.getExponent(number));
    }
    double least = Math.scalb(Arrays.stream(numbers).min().orElseThrow(), -exponent);
    double[] shifted = new double[numbers.length];
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = Math.scalb(numbers[i], -exponent) - least;
      sum.add(shifted[i]);
    }
    double mean = sum.value() / shifted.length;
    CompensatedSum squares = new CompensatedSum();
    for (double number : shifted) {
      squares.add((number - mean) * (number - mean));
    }
    return Optional.of(new Spread(squares.value() / shifted.length, exponent));
  }

  /** Returns the variance: infinite beyond double's range. */
  double unscaledVariance() {
    return Math.scalb(variance, 2 * exponent);
  }

  /** Returns its square root. */
  double standardDeviation() {
    return Math.scalb(Math.sqrt(variance), exponent);
  }
}
