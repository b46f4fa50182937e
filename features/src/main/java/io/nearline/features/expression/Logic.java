package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code a && b} and {@code a || b}. What one operand decides is so whatever the other is; else a
 * null makes it null.
 *
 * @param operator which
 * @param left a boolean
 * @param right a boolean
 */
public record Logic(Operator operator, Expression left, Expression right) implements Expression {

  /** An operation on two booleans. */
  public enum Operator {
    /** Both. */
    AND("&&"),
    /** At least one. */
    OR("||");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** Returns its sign in CEL. */
    public String sign() {
      return sign;
    }
  }

  @Override
  public ScalarType type() {
    return ScalarType.BOOL;
  }

  @Override
  public String text() {
    return "(" + left.text() + " " + operator.sign() + " " + right.text() + ")";
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value.Bool decisive = new Value.Bool(operator == Operator.OR);
    Value one = left.evaluate(inputs);
    if (decisive.equals(one)) {
      return decisive;
    }
    Value other = right.evaluate(inputs);
    return decisive.equals(other) || one != null ? other : null;
  }
}
