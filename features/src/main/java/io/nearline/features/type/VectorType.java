package io.nearline.features.type;

/**
 * Vectors of float32.
 *
 * @param dimension how many numbers each vector has, from 1 to {@value #MAX_DIMENSION}
 */
public record VectorType(int dimension) implements ValueType {
  /** The largest dimension. */
  public static final int MAX_DIMENSION = 4096;

  /** Checks the dimension. */
  public VectorType {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "dimension: " + dimension + " (expected: from 1 to " + MAX_DIMENSION + ")");
    }
  }

  @Override
  public String text() {
    return "vector(" + dimension + ")";
  }
}
