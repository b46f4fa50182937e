package io.nearline.features.expression;

import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The value of another feature. A double that is not finite, as the sum of large numbers may be, is
 * null.
 *
 * @param index which of the expression's inputs it is, from 0
 * @param name the feature's versioned name
 * @param type the type of its values
 */
public record Input(int index, String name, ValueType type) implements Expression {

  @Override
  public String text() {
    return name;
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value value = inputs.feature(index);
    return value instanceof Value.Float64 number ? Numbers.finite(number.value()) : value;
  }
}
