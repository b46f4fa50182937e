package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code double(x)}: an integer as the nearest double. It stands by itself wherever an integer
 * meets a double.
 *
 * @param operand a number
 */
public record AsDouble(Expression operand) implements Expression {

  /** Returns a number as a double: a literal is converted, a double stays as it is. */
  static Expression of(Expression number) {
    if (number.type() == ScalarType.DOUBLE) {
      return number;
    }
    return number instanceof Constant constant
        ? new Constant(new Value.Float64(Numbers.of(constant.value())))
        : new AsDouble(number);
  }

  @Override
  public ScalarType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public String text() {
    return "double(" + operand.text() + ")";
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value value = operand.evaluate(inputs);
    return value == null ? null : new Value.Float64(Numbers.of(value));
  }
}
