package io.nearline.features.expression;

import io.nearline.features.condition.Comparator;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code a == b} and the like; null where an operand is. Two integers are compared as such, an
 * integer with a double as doubles. Strings and booleans are only compared for equality.
 *
 * @param left a scalar
 * @param comparator the comparison
 * @param right a scalar of the same type, or numbers both
 */
public record Comparison(Expression left, Comparator comparator, Expression right)
    implements Expression {

  @Override
  public ScalarType type() {
    return ScalarType.BOOL;
  }

  @Override
  public String text() {
    return "(" + left.text() + " " + comparator.text() + " " + right.text() + ")";
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value one = left.evaluate(inputs);
    Value other = right.evaluate(inputs);
    return one == null || other == null
        ? null
        : new Value.Bool(comparator.holds(compare(one, other)));
  }

  private static int compare(Value one, Value other) {
    if (one instanceof Value.Int64 integer && other instanceof Value.Int64 second) {
      return Long.compare(integer.value(), second.value());
    }
    if (one instanceof Value.Int64 || one instanceof Value.Float64) {
      double number = Numbers.of(one);
      double second = Numbers.of(other);
      // Not Double.compare: to it, a negative zero is less than zero.
      return number < second ? -1 : number > second ? 1 : 0;
    }
    return one.equals(other) ? 0 : 1;
  }
}
