package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code dot(a, b)}: the sum of the products of two vectors' numbers, and {@code cosine(a, b)}:
 * that of the vectors at length 1, from −1 to 1. Accumulated in double. Null where a vector is, and
 * for the cosine where one is of length zero.
 *
 * @param product which
 * @param left a vector
 * @param right a vector of the same dimension
 */
public record VectorProduct(Product product, Expression left, Expression right)
    implements Expression {

  /** A number made of two vectors. */
  public enum Product {
    /** The scalar product. */
    DOT,
    /** The cosine of the angle between them. */
    COSINE
  }

  @Override
  public ScalarType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public String text() {
    return product.name().toLowerCase(Locale.ROOT)
        + ("(" + left.text() + ", " + right.text() + ")");
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value one = left.evaluate(inputs);
    Value other = right.evaluate(inputs);
    if (one == null || other == null) {
      return null;
    }
    float[] a = ((Value.Vector) one).values();
    float[] b = ((Value.Vector) other).values();
    return Numbers.finite(
        switch (product) {
          case DOT -> dot(a, b);
          case COSINE -> cosine(a, b);
        });
  }

  private static double cosine(float[] a, float[] b) {
    double cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    // Rounding may lead beyond what a cosine can be.
    return Math.max(-1, Math.min(1, cosine));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
