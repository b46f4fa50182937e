package io.nearline.ingest.expression;

import dev.cel.common.values.NullValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The shortcuts of CEL's operators and functions, over values whose types leave no question. */
final class Operation {
  /** Fewer digits than 64 bits can have. */
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}");

  private Operation() {}

  /** What two values come to. */
  @FunctionalInterface
  private interface Binary {
    Object of(Object left, Object right);
  }

  /** What a value comes to. */
  @FunctionalInterface
  private interface Unary {
    Object of(Object operand);
  }

  /**
   * Returns the shortcut of a call; empty where it has none.
   *
   * @param function the function's name in checked expressions
   * @param method whether the first operand is the target
   */
  static Optional<Shortcut> of(String function, boolean method, List<Shortcut> operands) {
    if (method) {
      return function.equals("startsWith") && operands.size() == 2
          ? Optional.of(binary(operands, Operation::startsWith))
          : Optional.empty();
    }
    return switch (operands.size()) {
      case 1 -> unary(function).map(unary -> unary(operands.get(0), unary));
      case 2 -> binary(function, operands);
      case 3 -> function.equals("_?_:_") ? Optional.of(conditional(operands)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Unary> unary(String function) {
    return switch (function) {
      case "!_" -> Optional.of(Operation::not);
      case "string" -> Optional.of(Operation::string);
      case "int" -> Optional.of(Operation::integer);
      default -> Optional.empty();
    };
  }

  private static Shortcut unary(Shortcut operand, Unary unary) {
    return variables -> {
      Object value = operand.evaluate(variables);
      return value == Shortcut.UNSURE ? value : unary.of(value);
    };
  }

  private static Optional<Shortcut> binary(String function, List<Shortcut> operands) {
    return switch (function) {
      case "_&&_" -> Optional.of(decided(operands, false));
      case "_||_" -> Optional.of(decided(operands, true));
      case "_==_" -> Optional.of(binary(operands, (left, right) -> equal(left, right, true)));
      case "_!=_" -> Optional.of(binary(operands, (left, right) -> equal(left, right, false)));
      case "_+_" -> Optional.of(binary(operands, Operation::sum));
      case "_<_" -> Optional.of(compared(operands, order -> order < 0));
      case "_<=_" -> Optional.of(compared(operands, order -> order <= 0));
      case "_>_" -> Optional.of(compared(operands, order -> order > 0));
      case "_>=_" -> Optional.of(compared(operands, order -> order >= 0));
      default -> Optional.empty();
    };
  }

  private static Shortcut binary(List<Shortcut> operands, Binary binary) {
    Shortcut first = operands.get(0);
    Shortcut second = operands.get(1);
    return variables -> {
      Object left = first.evaluate(variables);
      if (left == Shortcut.UNSURE) {
        return left;
      }
      Object right = second.evaluate(variables);
      return right == Shortcut.UNSURE ? right : binary.of(left, right);
    };
  }

  /**
   * Returns {@code &&} or {@code ||}. To CEL a decisive operand outweighs the other one's error;
   * here only a first operand that decides spares the second one.
   */
  private static Shortcut decided(List<Shortcut> operands, boolean decisive) {
    Shortcut first = operands.get(0);
    Shortcut second = operands.get(1);
    return variables -> {
      if (!(first.evaluate(variables) instanceof Boolean left)) {
        return Shortcut.UNSURE;
      }
      if (left == decisive) {
        return decisive;
      }
      return second.evaluate(variables) instanceof Boolean right ? right : Shortcut.UNSURE;
    };
  }

  private static Shortcut conditional(List<Shortcut> operands) {
    Shortcut condition = operands.get(0);
    Shortcut then = operands.get(1);
    Shortcut otherwise = operands.get(2);
    return variables ->
        condition.evaluate(variables) instanceof Boolean holds
            ? (holds ? then : otherwise).evaluate(variables)
            : Shortcut.UNSURE;
  }

  /** Whether an order, less than 0, 0 or more, is the one that is asked for. */
  @FunctionalInterface
  private interface Order {
    boolean holds(int order);
  }

  private static Shortcut compared(List<Shortcut> operands, Order asked) {
    return binary(
        operands,
        (left, right) ->
            left instanceof Long one && right instanceof Long other
                ? (Object) asked.holds(one.compareTo(other))
                : Shortcut.UNSURE);
  }

  private static Object equal(Object left, Object right, boolean wanted) {
    boolean alike =
        (left instanceof String && right instanceof String)
            || (left instanceof Long && right instanceof Long)
            || (left instanceof Boolean && right instanceof Boolean);
    if (alike) {
      return left.equals(right) == wanted;
    }
    if (left instanceof Map<?, ?> && right instanceof NullValue) {
      return !wanted;
    }
    return left instanceof NullValue && right instanceof NullValue ? wanted : Shortcut.UNSURE;
  }

  private static Object sum(Object left, Object right) {
    return left instanceof String one && right instanceof String other
        ? one.concat(other)
        : Shortcut.UNSURE;
  }

  private static Object startsWith(Object text, Object prefix) {
    return text instanceof String whole && prefix instanceof String start
        ? (Object) whole.startsWith(start)
        : Shortcut.UNSURE;
  }

  private static Object not(Object value) {
    return value instanceof Boolean bool ? (Object) !bool : Shortcut.UNSURE;
  }

  private static Object string(Object value) {
    if (value instanceof String) {
      return value;
    }
    return value instanceof Long number ? Long.toString(number) : Shortcut.UNSURE;
  }

  private static Object integer(Object value) {
    if (value instanceof Long) {
      return value;
    }
    return value instanceof String text && DECIMAL.matcher(text).matches()
        ? (Object) Long.parseLong(text)
        : Shortcut.UNSURE;
  }
}
