package io.nearline.features.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.nearline.features.cel.CelParts;
import io.nearline.features.condition.Comparator;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Translates a CEL tree into a bound expression, and checks all types. */
final class ExpressionTranslator {
  static final String LANGUAGE =
      "what expressions have: + - * / == != < <= > >= && || ! ?: "
          + FunctionCalls.names()
          + " over features, request.* and literals";

  private static final Map<String, Comparator> COMPARATORS =
      Map.of(
          "_==_", Comparator.EQUAL,
          "_!=_", Comparator.NOT_EQUAL,
          "_<_", Comparator.LESS,
          "_<=_", Comparator.LESS_OR_EQUAL,
          "_>_", Comparator.GREATER,
          "_>=_", Comparator.GREATER_OR_EQUAL);

  private static final Map<String, Arithmetic.Operator> OPERATORS =
      Map.of(
          "_+_", Arithmetic.Operator.PLUS,
          "_-_", Arithmetic.Operator.MINUS,
          "_*_", Arithmetic.Operator.TIMES,
          "_/_", Arithmetic.Operator.DIVIDED_BY);

  private final Map<String, Input> inputs;
  private final Places places;
  private final RequestedValues requested;
  private final Operands operands;
  private final FunctionCalls functions;

  ExpressionTranslator(Map<String, Input> inputs, Places places) {
    this.inputs = inputs;
    this.places = places;
    this.requested = new RequestedValues(places);
    this.operands = new Operands(this::translate, places, requested);
    this.functions = new FunctionCalls(operands, places, requested);
  }

  /** Returns the values of the call that were read, as far as has been translated. */
  Set<RequestValue> requestValues() {
    return requested.values();
  }

  Expression translate(CelExpr expression) {
    if (RequestedValues.isRequested(expression)) {
      throw requested.refuse(expression);
    }
    Optional<Reference> reference = places.reference(expression);
    if (reference.isPresent()) {
      return input(expression, reference.get());
    }
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression, expression.constant());
      case CALL -> call(expression, expression.call());
      case IDENT, SELECT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET ->
          throw places.refuse(expression, CelParts.describe(expression), LANGUAGE);
    };
  }

  private Input input(CelExpr expression, Reference reference) {
    Input input = inputs.get(reference.text());
    if (input == null) {
      throw new IllegalArgumentException(reference + " (expected: among " + inputs.keySet() + ")");
    }
    if (input.type() instanceof ScalarType || input.type() instanceof VectorType) {
      return input;
    }
    throw places.refuse(
        expression,
        reference.text() + " of type " + input.type().text(),
        "a feature whose values are numbers, booleans, strings or vectors");
  }

  private Constant constant(CelExpr expression, CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> new Constant(new Value.Text(constant.stringValue()));
      case INT64_VALUE -> new Constant(new Value.Int64(constant.int64Value()));
      case BOOLEAN_VALUE -> new Constant(new Value.Bool(constant.booleanValue()));
      case DOUBLE_VALUE -> {
        if (!Double.isFinite(constant.doubleValue())) {
          throw places.refuse(
              expression, String.valueOf(constant.doubleValue()), "a finite number");
        }
        yield new Constant(new Value.Float64(constant.doubleValue() + 0.0));
      }
      case NULL_VALUE ->
          throw places.refuse(
              expression, "null", "no null, which no value equals; coalesce(a, b) replaces it");
      case NOT_SET, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
          throw places.refuse(
              expression, "a literal of " + constant.getKind(), "string, int, double or bool");
    };
  }

  private Expression call(CelExpr expression, CelExpr.CelCall call) {
    List<CelExpr> arguments = call.args();
    Comparator comparator = COMPARATORS.get(call.function());
    if (comparator != null) {
      return comparison(expression, arguments.get(0), comparator, arguments.get(1));
    }
    Arithmetic.Operator operator = OPERATORS.get(call.function());
    if (operator != null) {
      return new Arithmetic(
          operator, operands.number(arguments.get(0)), operands.number(arguments.get(1)));
    }
    return switch (call.function()) {
      case "_&&_" ->
          new Logic(
              Logic.Operator.AND, operands.bool(arguments.get(0)), operands.bool(arguments.get(1)));
      case "_||_" ->
          new Logic(
              Logic.Operator.OR, operands.bool(arguments.get(0)), operands.bool(arguments.get(1)));
      case "!_" -> new Negation(operands.bool(arguments.get(0)));
      case "-_" ->
          new NumberFunction(NumberFunction.Function.NEGATE, operands.number(arguments.get(0)));
      case "_?_:_" -> conditional(arguments);
      default -> functions.translate(expression);
    };
  }

  private Conditional conditional(List<CelExpr> arguments) {
    Expression condition = operands.bool(arguments.get(0));
    List<Expression> branches = operands.alike(arguments.subList(1, 3));
    return new Conditional(condition, branches.get(0), branches.get(1));
  }

  private Comparison comparison(
      CelExpr expression, CelExpr left, Comparator comparator, CelExpr right) {
    Expression one;
    Expression other;
    if (RequestedValues.isRequested(left)) {
      other = translate(right);
      one = requested.of(left, other.type());
    } else {
      one = translate(left);
      other = operands.of(right, one.type());
    }
    if (Operands.isNumber(one) && Operands.isNumber(other)) {
      boolean integers = one.type() == ScalarType.INT64 && other.type() == ScalarType.INT64;
      return integers
          ? new Comparison(one, comparator, other)
          : new Comparison(AsDouble.of(one), comparator, AsDouble.of(other));
    }
    if (!(one.type() instanceof ScalarType)) {
      throw places.refuse(left, operands.describe(left, one), "a single value in a comparison");
    }
    operands.requireType(right, other, one.type());
    if (comparator.isOrder()) {
      throw places.refuse(
          expression, comparator.text() + " between " + one.type().text() + "s", "== or !=");
    }
    return new Comparison(one, comparator, other);
  }
}
