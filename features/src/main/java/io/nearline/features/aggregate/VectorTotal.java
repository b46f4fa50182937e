package io.nearline.features.aggregate;

import io.nearline.features.value.Value;

/** Adds vectors of float32 up, item by item, in double. Not thread-safe. */
final class VectorTotal {
  private final double[] sums;

  VectorTotal(int dimension) {
    this.sums = new double[dimension];
  }

  void add(float[] vector) {
    for (int item = 0; item < sums.length; item++) {
      sums[item] += vector[item];
    }
  }

  void add(float[] vector, double weight) {
    for (int item = 0; item < sums.length; item++) {
      sums[item] += weight * vector[item];
    }
  }

  /** Returns the sums divided in double, then rounded to float32 once. */
  Value.Vector dividedBy(double divisor) {
    float[] quotients = new float[sums.length];
    for (int item = 0; item < quotients.length; item++) {
      quotients[item] = (float) (sums[item] / divisor);
    }
    return new Value.Vector(quotients);
  }
}
