package io.nearline.features.expression;

import dev.cel.common.ast.CelExpr;
import io.nearline.features.cel.CelParts;
import io.nearline.features.problem.Nearest;
import java.util.List;
import java.util.Optional;

/** Translates calls of the language's functions. */
final class FunctionCalls {
  private static final List<String> NAMES =
      List.of(
          "ratio",
          "coalesce",
          "log1p",
          "log",
          "exp",
          "sqrt",
          "abs",
          "min",
          "max",
          "double",
          "cosine",
          "dot");

  private final Operands operands;
  private final Places places;
  private final RequestedValues requested;

  FunctionCalls(Operands operands, Places places, RequestedValues requested) {
    this.operands = operands;
    this.places = places;
    this.requested = requested;
  }

  /** Returns all names with their parentheses, for messages. */
  static String names() {
    return String.join("() ", NAMES) + "()";
  }

  Expression translate(CelExpr expression) {
    CelExpr.CelCall call = expression.call();
    String name = call.function();
    if (call.target().isPresent() || !NAMES.contains(name)) {
      throw places.refuse(
          expression,
          CelParts.describe(expression),
          ExpressionTranslator.LANGUAGE
              + Nearest.of(name.replace("@", "_"), NAMES)
                  .map(near -> "; did you mean " + near + "()?")
                  .orElse(""));
    }
    List<CelExpr> arguments = call.args();
    Optional<NumberFunction.Function> ofNumber = NumberFunction.Function.of(name);
    if (ofNumber.isPresent()) {
      require(expression, arguments.size() == 1, name + "(x)");
      return new NumberFunction(ofNumber.get(), operands.number(arguments.get(0)));
    }
    return switch (name) {
      case "double" -> {
        require(expression, arguments.size() == 1, "double(x)");
        yield AsDouble.of(operands.number(arguments.get(0)));
      }
      case "ratio" -> {
        require(expression, arguments.size() == 3, "ratio(a, b, default)");
        yield new Ratio(
            operands.number(arguments.get(0)),
            operands.number(arguments.get(1)),
            operands.number(arguments.get(2)));
      }
      case "coalesce" -> {
        require(expression, arguments.size() > 1, "coalesce(a, b, …)");
        yield new Coalesce(operands.alike(arguments));
      }
      case "min" -> extreme(expression, Extreme.End.MIN, arguments);
      case "max" -> extreme(expression, Extreme.End.MAX, arguments);
      case "cosine" -> product(expression, VectorProduct.Product.COSINE, arguments);
      case "dot" -> product(expression, VectorProduct.Product.DOT, arguments);
      default -> throw new IllegalStateException(name + " (expected: translated)");
    };
  }

  private void require(CelExpr call, boolean fits, String form) {
    if (!fits) {
      throw places.refuse(
          call, call.call().function() + "() of " + call.call().args().size() + " arguments", form);
    }
  }

  private Extreme extreme(CelExpr expression, Extreme.End end, List<CelExpr> arguments) {
    require(expression, arguments.size() > 1, expression.call().function() + "(a, b, …)");
    return new Extreme(end, arguments.stream().map(operands::number).toList());
  }

  private VectorProduct product(
      CelExpr expression, VectorProduct.Product product, List<CelExpr> arguments) {
    require(expression, arguments.size() == 2, expression.call().function() + "(a, b)");
    if (RequestedValues.isRequested(arguments.get(0))) {
      Expression right = operands.vector(arguments.get(1));
      return new VectorProduct(product, requested.of(arguments.get(0), right.type()), right);
    }
    Expression left = operands.vector(arguments.get(0));
    Expression right = operands.of(arguments.get(1), left.type());
    operands.requireType(arguments.get(1), right, left.type());
    return new VectorProduct(product, left, right);
  }
}
