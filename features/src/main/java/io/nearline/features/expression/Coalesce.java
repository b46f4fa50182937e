package io.nearline.features.expression;

import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code coalesce(a, b, …)}: the first that is not null; null where all are.
 *
 * @param operands at least two, of one type
 */
public record Coalesce(List<Expression> operands) implements Expression {

  /** Copies the operands. */
  public Coalesce {
    operands = List.copyOf(operands);
  }

  @Override
  public ValueType type() {
    return operands.get(0).type();
  }

  @Override
  public String text() {
    return operands.stream()
        .map(Expression::text)
        .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    for (Expression operand : operands) {
      Value value = operand.evaluate(inputs);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
