package io.nearline.features.expression;

import dev.cel.common.ast.CelExpr;
import io.nearline.features.cel.CelParts;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The values of the call that an expression reads. What stands beside one gives it its type, which
 * is the same wherever it stands. Not thread-safe.
 */
final class RequestedValues {
  private final Places places;
  private final Map<String, RequestValue> byName = new LinkedHashMap<>();

  RequestedValues(Places places) {
    this.places = places;
  }

  static boolean isRequested(CelExpr expression) {
    return CelParts.requestName(expression).isPresent();
  }

  /** Returns those that were read so far. */
  Set<RequestValue> values() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(byName.values()));
  }

  /**
   * Reads one.
   *
   * @param type its type, as it follows from where it stands
   */
  Requested of(CelExpr expression, ValueType type) {
    String name = CelParts.requestName(expression).orElseThrow();
    if (!(type instanceof ScalarType || type instanceof VectorType)) {
      throw refuse(expression);
    }
    RequestValue value = new RequestValue(name, type);
    RequestValue first = byName.putIfAbsent(name, value);
    if (first != null && !first.equals(value)) {
      throw places.refuse(
          expression,
          value.text() + " of type " + type.text(),
          "the type " + first.type().text() + ", as where it stands first");
    }
    return new Requested(value);
  }

  /** Returns the exception that refuses one whose type nothing tells. */
  ExpressionException refuse(CelExpr expression) {
    return places.refuse(
        expression,
        RequestValue.ROOT + "." + CelParts.requestName(expression).orElseThrow(),
        "a value of the call beside something that gives it its type");
  }
}
