package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code a + b}, {@code a - b}, {@code a * b}, {@code a / b}: doubles.
 *
 * @param operator the operation
 * @param left a number
 * @param right a number
 */
public record Arithmetic(Operator operator, Expression left, Expression right)
    implements Expression {

  /** An operation on two doubles. */
  public enum Operator {
    /** Addition. */
    PLUS("+"),
    /** Subtraction. */
    MINUS("-"),
    /** Multiplication. */
    TIMES("*"),
    /** Division. */
    DIVIDED_BY("/");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** Returns its sign in CEL. */
    public String sign() {
      return sign;
    }

    double apply(double left, double right) {
      return switch (this) {
        case PLUS -> left + right;
        case MINUS -> left - right;
        case TIMES -> left * right;
        case DIVIDED_BY -> left / right;
      };
    }
  }

  @Override
  public ScalarType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public String text() {
    return "(" + left.text() + " " + operator.sign() + " " + right.text() + ")";
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value one = left.evaluate(inputs);
    Value other = right.evaluate(inputs);
    return one == null || other == null
        ? null
        : Numbers.finite(operator.apply(Numbers.of(one), Numbers.of(other)));
  }
}
