package io.nearline.features.expression;

import io.nearline.features.condition.Literal;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Value;
import java.util.Arrays;

/**
 * A literal.
 *
 * @param value a scalar or a vector
 */
public record Constant(Value value) implements Expression {

  @Override
  public ValueType type() {
    if (value instanceof Value.Vector vector) {
      return new VectorType(vector.values().length);
    }
    if (value instanceof Value.Int64) {
      return ScalarType.INT64;
    }
    if (value instanceof Value.Float64) {
      return ScalarType.DOUBLE;
    }
    return value instanceof Value.Bool ? ScalarType.BOOL : ScalarType.STRING;
  }

  @Override
  public String text() {
    if (value instanceof Value.Int64 number) {
      return Long.toString(number.value());
    }
    if (value instanceof Value.Float64 number) {
      return Double.toString(number.value());
    }
    if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.value());
    }
    return value instanceof Value.Text text
        ? new Literal.Text(text.value()).text()
        : Arrays.toString(((Value.Vector) value).values());
  }

  @Override
  public Value evaluate(Inputs inputs) {
    return value;
  }
}
