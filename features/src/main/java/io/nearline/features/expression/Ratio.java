package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code ratio(a, b, default)}: a / b as a double; the default where a or b is null, or b is 0. A
 * quotient too large for a double is null all the same.
 *
 * @param dividend a number
 * @param divisor a number
 * @param otherwise a number
 */
public record Ratio(Expression dividend, Expression divisor, Expression otherwise)
    implements Expression {

  @Override
  public ScalarType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public String text() {
    return "ratio(" + dividend.text() + ", " + divisor.text() + ", " + otherwise.text() + ")";
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value above = dividend.evaluate(inputs);
    Value below = divisor.evaluate(inputs);
    if (above != null && below != null && Numbers.of(below) != 0) {
      return Numbers.finite(Numbers.of(above) / Numbers.of(below));
    }
    return otherwise.evaluate(inputs);
  }
}
