package io.nearline.features.expression;

import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;

/**
 * A value that comes with the call, of the row for which the expression is evaluated; never null.
 *
 * @param value which
 */
public record Requested(RequestValue value) implements Expression {

  @Override
  public ValueType type() {
    return value.type();
  }

  @Override
  public String text() {
    return value.text() + ": " + value.type().text();
  }

  @Override
  public Value evaluate(Inputs inputs) {
    return inputs.request(value);
  }
}
