package io.nearline.features.expression;

import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code a ? b : c}; null where a is.
 *
 * @param condition a boolean
 * @param then the value where it is true
 * @param otherwise the value where it is false, of the same type
 */
public record Conditional(Expression condition, Expression then, Expression otherwise)
    implements Expression {

  @Override
  public ValueType type() {
    return then.type();
  }

  @Override
  public String text() {
    return "(" + condition.text() + " ? " + then.text() + " : " + otherwise.text() + ")";
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value value = condition.evaluate(inputs);
    if (value == null) {
      return null;
    }
    return (((Value.Bool) value).value() ? then : otherwise).evaluate(inputs);
  }
}
