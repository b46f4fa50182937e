package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code !a}; null where a is.
 *
 * @param operand a boolean
 */
public record Negation(Expression operand) implements Expression {

  @Override
  public ScalarType type() {
    return ScalarType.BOOL;
  }

  @Override
  public String text() {
    return "!" + operand.text();
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value value = operand.evaluate(inputs);
    return value == null ? null : new Value.Bool(!((Value.Bool) value).value());
  }
}
