package io.nearline.cli.demo;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws ranks whose popularity falls as {@code 1 / rank^exponent}. Immutable. */
public final class Zipf {
  private final double[] cumulative;

  /**
   * Makes a distribution.
   *
   * @param size how many ranks there are, at least 1
   * @param exponent how steep it is, at least 0: 0 is uniform, 1 is what is seen of web pages
   */
  public Zipf(int size, double exponent) {
    cumulative = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      cumulative[rank] = sum;
    }
  }

  /** Draws a rank from 0, the most popular, to size − 1. */
  public int draw(RandomGenerator random) {
    double point = random.nextDouble() * cumulative[cumulative.length - 1];
    int index = Arrays.binarySearch(cumulative, point);
    return Math.min(index >= 0 ? index + 1 : -index - 1, cumulative.length - 1);
  }
}
