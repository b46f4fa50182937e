package io.nearline.features.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.cel.CelParts;
import io.nearline.features.field.Field;
import io.nearline.features.field.Fields;
import io.nearline.features.type.ScalarType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates a checked CEL tree into a bound condition. */
final class ConditionTranslator {
  private static final String LIST = "a list of literals and request values";

  private final Fields fields;
  private final Positions positions;
  private final RequestNames requested;

  ConditionTranslator(AttributeCatalogue attributes, Positions positions) {
    this.fields = new Fields(attributes);
    this.positions = positions;
    this.requested = new RequestNames(positions);
  }

  Condition translate(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT ->
          expression.constant().booleanValue() ? Condition.always() : Condition.never();
      case IDENT, SELECT -> {
        Field field = scalar(expression);
        yield expression.getKind() == CelExpr.ExprKind.Kind.SELECT && expression.select().testOnly()
            ? Condition.has(field)
            : new Atom.Comparison(field, Comparator.EQUAL, new Literal.Bool(true));
      }
      case CALL -> call(expression, expression.call());
      case LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> throw outside(expression);
    };
  }

  private Condition call(CelExpr expression, CelExpr.CelCall call) {
    Comparator comparator = ConditionLanguage.COMPARATORS.get(call.function());
    if (comparator != null) {
      return comparison(expression, call.args().get(0), comparator, call.args().get(1));
    }
    return switch (call.function()) {
      case "_&&_" -> Condition.and(call.args().stream().map(this::translate).toList());
      case "_||_" -> Condition.or(call.args().stream().map(this::translate).toList());
      case "!_" -> Condition.not(translate(call.args().get(0)));
      case "@in" -> in(call.args().get(0), call.args().get(1));
      case "startsWith" -> startsWith(expression, call);
      default -> throw outside(expression);
    };
  }

  private Condition comparison(
      CelExpr expression, CelExpr left, Comparator comparator, CelExpr right) {
    if (isConstant(left) && isConstant(right)) {
      throw positions.refuse(
          expression,
          text(left) + " " + comparator.text() + " " + text(right),
          "a field on at least one side");
    }
    if (isConstant(left)) {
      return comparison(expression, right, comparator.swapped(), left);
    }
    Field field = operand(left);
    if (field.type() == ScalarType.BOOL && comparator.isOrder()) {
      throw positions.refuse(expression, comparator.text() + " between booleans", "== or !=");
    }
    Optional<Literal> literal = literal(right);
    if (literal.isPresent()) {
      return withLiteral(expression, field, comparator, literal.get());
    }
    Optional<String> requested = CelParts.requestName(right);
    if (requested.isPresent()) {
      requireNoOrderOfStrings(expression, field, comparator, "a string field and a request value");
      return new Atom.Comparison(
          field, comparator, this.requested.operand(right, requested.get(), field));
    }
    Field other = operand(right);
    if (other.type() != field.type()) {
      throw positions.refuse(
          expression,
          field.type().text() + " " + comparator.text() + " " + other.type().text(),
          "fields of the same type");
    }
    requireNoOrderOfStrings(expression, field, comparator, "string fields");
    return new Atom.Comparison(field, comparator, new Operand.FieldOperand(other));
  }

  /** Only a literal can be seen, here and now, to be ordered alike by every system. */
  private void requireNoOrderOfStrings(
      CelExpr expression, Field field, Comparator comparator, String operands) {
    if (field.type() == ScalarType.STRING && comparator.isOrder()) {
      throw positions.refuse(
          expression,
          comparator.text() + " between " + operands,
          "== or !=, or a literal on one side");
    }
  }

  /** Returns whether an operand is the same for every action. */
  private boolean isConstant(CelExpr expression) {
    return literal(expression).isPresent() || CelParts.requestName(expression).isPresent();
  }

  private String text(CelExpr constant) {
    return literal(constant).map(Literal::text).orElseGet(() -> CelParts.describe(constant));
  }

  private Condition withLiteral(
      CelExpr expression, Field field, Comparator comparator, Literal literal) {
    if (((ScalarType) field.type()).isNumber()) {
      return NumberComparison.of(field, comparator, literal);
    }
    if (literal instanceof Literal.Text text && comparator.isOrder() && !ordersAlike(text)) {
      throw positions.refuse(
          expression,
          comparator.text() + " " + text.text(),
          "a literal of characters below U+D800, whose order is the same in every system");
    }
    return new Atom.Comparison(field, comparator, literal);
  }

  /**
   * Databases order strings by UTF-8 bytes or by UTF-16 units. The two differ only where a
   * surrogate meets a unit from U+E000 on, so never against a literal that has neither.
   */
  private static boolean ordersAlike(Literal.Text text) {
    return text.value().chars().allMatch(unit -> unit < Character.MIN_SURROGATE);
  }

  private Condition in(CelExpr element, CelExpr list) {
    Field field = operand(element);
    if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      throw positions.refuse(list, "in something else than a list", LIST);
    }
    Set<Constant> values = new LinkedHashSet<>();
    for (CelExpr item : list.list().elements()) {
      Optional<String> name = CelParts.requestName(item);
      if (name.isPresent()) {
        values.add(requested.operand(item, name.get(), field));
        continue;
      }
      Literal value = literal(item).orElseThrow(() -> positions.refuse(item, "no literal", LIST));
      if (((ScalarType) field.type()).isNumber() && value.type().isNumber()) {
        NumberComparison.exactly(value, (ScalarType) field.type()).ifPresent(values::add);
      } else if (value.type() == field.type()) {
        values.add(value);
      } else {
        throw positions.refuse(item, value.text(), "a literal of type " + field.type().text());
      }
    }
    if (values.size() < 2) {
      return values.stream()
          .findFirst()
          .<Condition>map(value -> new Atom.Comparison(field, Comparator.EQUAL, value))
          .orElse(Condition.never());
    }
    return new Atom.In(field, List.copyOf(values));
  }

  private Condition startsWith(CelExpr expression, CelExpr.CelCall call) {
    Field field = operand(call.target().orElseThrow(() -> outside(expression)));
    CelExpr prefix = call.args().get(0);
    Optional<String> name = CelParts.requestName(prefix);
    if (name.isPresent() && field.type() == ScalarType.STRING) {
      return new Atom.StartsWith(field, requested.operand(prefix, name.get(), field));
    }
    if (literal(prefix).orElse(null) instanceof Literal.Text text) {
      return new Atom.StartsWith(field, text);
    }
    throw positions.refuse(
        expression,
        "startsWith of no literal",
        "startsWith(\"a literal\") or startsWith(request.name)");
  }

  private Optional<Literal> literal(CelExpr expression) {
    if (expression.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expression.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(new Literal.Text(constant.stringValue()));
      case INT64_VALUE -> Optional.of(new Literal.Int64(constant.int64Value()));
      case BOOLEAN_VALUE -> Optional.of(new Literal.Bool(constant.booleanValue()));
      case DOUBLE_VALUE -> {
        if (!Double.isFinite(constant.doubleValue())) {
          throw positions.refuse(
              expression, String.valueOf(constant.doubleValue()), "a finite number");
        }
        yield Optional.of(new Literal.Float64(constant.doubleValue()));
      }
      case NULL_VALUE -> throw positions.refuse(expression, "null", "has() to ask for presence");
      case NOT_SET, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
          throw positions.refuse(
              expression, "a literal of " + constant.getKind(), "string, int, double or bool");
    };
  }

  /** A field whose value is compared; {@code has()} of it is a condition by itself. */
  private Field operand(CelExpr expression) {
    Field field = scalar(expression);
    if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT && expression.select().testOnly()) {
      throw positions.refuse(
          expression,
          "has(" + field.text() + ") as an operand",
          "has() or !has() by itself, compared with nothing");
    }
    return field;
  }

  private Field scalar(CelExpr expression) {
    Field field = field(expression);
    if (field.type() instanceof ScalarType) {
      return field;
    }
    throw positions.refuse(
        expression, field.text() + " of " + field.type().text(), "a field that is a single value");
  }

  private Field field(CelExpr expression) {
    String name =
        switch (expression.getKind()) {
          case IDENT -> expression.ident().name();
          case SELECT ->
              expression.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT
                  ? expression.select().operand().ident().name() + "." + expression.select().field()
                  : "";
          case CALL, CONSTANT, LIST, STRUCT, MAP, COMPREHENSION, NOT_SET -> "";
        };
    return fields
        .field(name)
        .orElseThrow(
            () ->
                positions.refuse(
                    expression,
                    CelParts.describe(expression) + " as an operand",
                    "a field; conditions have " + ConditionLanguage.TEXT));
  }

  private ConditionException outside(CelExpr expression) {
    return positions.refuse(
        expression, CelParts.describe(expression), ConditionLanguage.EXPECTATION);
  }
}
