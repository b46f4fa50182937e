package io.nearline.features.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.nearline.features.condition.Comparator;
import io.nearline.features.problem.Nearest;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates a CEL tree into a bound expression, and checks all types. */
final class ExpressionTranslator {
  private static final List<String> FUNCTIONS =
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

  private static final String LANGUAGE =
      "what expressions have: + - * / == != < <= > >= && || ! ?: "
          + String.join("() ", FUNCTIONS)
          + "() over features, request.* and literals";

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

  ExpressionTranslator(Map<String, Input> inputs, Places places) {
    this.inputs = inputs;
    this.places = places;
    this.requested = new RequestedValues(places);
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
          throw places.refuse(expression, Descriptions.of(expression), LANGUAGE);
    };
  }

  /** Translates what may be a value of the call, which then is of that type. */
  private Expression translate(CelExpr expression, ValueType type) {
    return RequestedValues.isRequested(expression)
        ? requested.of(expression, type)
        : translate(expression);
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
      return new Arithmetic(operator, number(arguments.get(0)), number(arguments.get(1)));
    }
    return switch (call.function()) {
      case "_&&_" -> new Logic(Logic.Operator.AND, bool(arguments.get(0)), bool(arguments.get(1)));
      case "_||_" -> new Logic(Logic.Operator.OR, bool(arguments.get(0)), bool(arguments.get(1)));
      case "!_" -> new Negation(bool(arguments.get(0)));
      case "-_" -> new NumberFunction(NumberFunction.Function.NEGATE, number(arguments.get(0)));
      case "_?_:_" -> conditional(arguments);
      default -> function(expression, call);
    };
  }

  private Expression function(CelExpr expression, CelExpr.CelCall call) {
    String name = call.function();
    if (call.target().isPresent() || !FUNCTIONS.contains(name)) {
      throw places.refuse(
          expression,
          Descriptions.of(expression),
          LANGUAGE
              + Nearest.of(name.replace("@", "_"), FUNCTIONS)
                  .map(near -> "; did you mean " + near + "()?")
                  .orElse(""));
    }
    List<CelExpr> arguments = call.args();
    Optional<NumberFunction.Function> ofNumber = NumberFunction.Function.of(name);
    if (ofNumber.isPresent()) {
      require(expression, arguments.size() == 1, name + "(x)");
      return new NumberFunction(ofNumber.get(), number(arguments.get(0)));
    }
    return switch (name) {
      case "double" -> {
        require(expression, arguments.size() == 1, "double(x)");
        yield AsDouble.of(number(arguments.get(0)));
      }
      case "ratio" -> {
        require(expression, arguments.size() == 3, "ratio(a, b, default)");
        yield new Ratio(
            number(arguments.get(0)), number(arguments.get(1)), number(arguments.get(2)));
      }
      case "coalesce" -> {
        require(expression, arguments.size() > 1, "coalesce(a, b, …)");
        yield new Coalesce(alike(arguments));
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
    return new Extreme(end, arguments.stream().map(this::number).toList());
  }

  private VectorProduct product(
      CelExpr expression, VectorProduct.Product product, List<CelExpr> arguments) {
    require(expression, arguments.size() == 2, expression.call().function() + "(a, b)");
    if (RequestedValues.isRequested(arguments.get(0))) {
      Expression right = vector(arguments.get(1));
      return new VectorProduct(product, requested.of(arguments.get(0), right.type()), right);
    }
    Expression left = vector(arguments.get(0));
    Expression right = translate(arguments.get(1), left.type());
    requireType(arguments.get(1), right, left.type());
    return new VectorProduct(product, left, right);
  }

  private Conditional conditional(List<CelExpr> arguments) {
    Expression condition = bool(arguments.get(0));
    List<Expression> branches = alike(arguments.subList(1, 3));
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
      other = translate(right, one.type());
    }
    if (isNumber(one) && isNumber(other)) {
      boolean integers = one.type() == ScalarType.INT64 && other.type() == ScalarType.INT64;
      return integers
          ? new Comparison(one, comparator, other)
          : new Comparison(AsDouble.of(one), comparator, AsDouble.of(other));
    }
    if (!(one.type() instanceof ScalarType)) {
      throw places.refuse(left, describe(left, one), "a single value in a comparison");
    }
    requireType(right, other, one.type());
    if (comparator.isOrder()) {
      throw places.refuse(
          expression, comparator.text() + " between " + one.type().text() + "s", "== or !=");
    }
    return new Comparison(one, comparator, other);
  }

  /** Translates expressions of one type: where integers meet doubles, they are made doubles. */
  private List<Expression> alike(List<CelExpr> expressions) {
    @Nullable Expression[] translated = new Expression[expressions.size()];
    Expression first = null;
    boolean doubles = false;
    for (int i = 0; i < translated.length; i++) {
      CelExpr each = expressions.get(i);
      if (RequestedValues.isRequested(each)) {
        continue;
      }
      Expression known = translate(each);
      translated[i] = known;
      first = first == null ? known : first;
      doubles |= known.type() == ScalarType.DOUBLE;
      requireAlike(each, known, first);
    }
    // Values of the call take the type of what stands beside them.
    ValueType type = first == null || doubles ? ScalarType.DOUBLE : first.type();
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < translated.length; i++) {
      Expression known = translated[i];
      if (known != null) {
        all.add(doubles ? AsDouble.of(known) : known);
      } else if (first == null) {
        throw requested.refuse(expressions.get(i));
      } else {
        all.add(requested.of(expressions.get(i), type));
      }
    }
    return all;
  }

  private void requireAlike(CelExpr expression, Expression translated, Expression first) {
    if (!isNumber(first)) {
      requireType(expression, translated, first.type());
    } else if (!isNumber(translated)) {
      throw places.refuse(
          expression, describe(expression, translated), "a number, as the first one");
    }
  }

  private void requireType(CelExpr expression, Expression translated, ValueType type) {
    if (!translated.type().equals(type)) {
      throw places.refuse(
          expression, describe(expression, translated), type.text() + ", as what it stands beside");
    }
  }

  private Expression number(CelExpr expression) {
    Expression translated = translate(expression, ScalarType.DOUBLE);
    if (!isNumber(translated)) {
      throw places.refuse(expression, describe(expression, translated), "a number");
    }
    // Arithmetic converts by itself: only literals, which may be written either way, are made
    // alike.
    return translated instanceof Constant ? AsDouble.of(translated) : translated;
  }

  private Expression bool(CelExpr expression) {
    Expression translated = translate(expression, ScalarType.BOOL);
    if (translated.type() != ScalarType.BOOL) {
      throw places.refuse(expression, describe(expression, translated), "a boolean");
    }
    return translated;
  }

  private Expression vector(CelExpr expression) {
    Expression translated = translate(expression);
    if (!(translated.type() instanceof VectorType)) {
      throw places.refuse(expression, describe(expression, translated), "a vector");
    }
    return translated;
  }

  private static boolean isNumber(Expression expression) {
    return expression.type() instanceof ScalarType scalar && scalar.isNumber();
  }

  private String describe(CelExpr expression, Expression translated) {
    String type = " of type " + translated.type().text();
    if (translated instanceof Constant constant) {
      return constant.text() + type;
    }
    return places.reference(expression).map(Reference::text).orElse(Descriptions.of(expression))
        + type;
  }
}
