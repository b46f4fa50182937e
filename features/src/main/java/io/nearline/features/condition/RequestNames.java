package io.nearline.features.condition;

import dev.cel.common.ast.CelExpr;
import io.nearline.features.cel.CelParts;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ScalarType;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of the call that one condition names, each with the type of the first field that it
 * meets. Not thread-safe.
 */
final class RequestNames {
  private final Positions positions;
  private final Map<String, Field> fields = new HashMap<>();

  RequestNames(Positions positions) {
    this.positions = positions;
  }

  /** Throws a {@link ConditionException} when an expression only asks for a value's presence. */
  static void requireValue(CelExpr expression, Positions positions) {
    if (expression.select().testOnly()) {
      throw positions.refuse(
          expression,
          "has(" + CelParts.describe(expression) + ")",
          "no has() of request values: a call without one that is read is refused");
    }
  }

  /** Returns a value that meets a field, whose type it so has. */
  Operand.Requested operand(CelExpr expression, String name, Field field) {
    Field first = fields.putIfAbsent(name, field);
    RequestValue value = new RequestValue(name, field.type());
    if (first != null && first.type() != field.type()) {
      throw positions.refuse(
          expression,
          value.text() + " beside " + field.text() + " of type " + field.type().text(),
          first.type().text() + ", as beside " + first.text());
    }
    if (!(field.type() instanceof ScalarType)) {
      throw new IllegalArgumentException(field.text() + " (expected: a scalar field)");
    }
    return new Operand.Requested(value);
  }
}
