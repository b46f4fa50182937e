package io.nearline.features.expression;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import io.nearline.features.request.RequestValue;
import java.util.Optional;

/** Where the parts of an expression stand in its text, and which of them name features. */
final class Places {
  private final CelSource source;

  Places(CelSource source) {
    this.source = source;
  }

  /** Returns the name of the call's value that a part reads; empty when it is something else. */
  static Optional<String> requested(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.SELECT
            && expression.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT
            && expression.select().operand().ident().name().equals(RequestValue.ROOT)
        ? Optional.of(expression.select().field())
        : Optional.empty();
  }

  /** Returns the feature that a part names; empty when it is something else. */
  Optional<Reference> reference(CelExpr expression) {
    if (requested(expression).isPresent()) {
      return Optional.empty();
    }
    if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
      return Optional.of(
          new Reference(Optional.empty(), expression.ident().name(), place(expression)));
    }
    if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT
        && expression.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT) {
      return Optional.of(
          new Reference(
              Optional.of(expression.select().operand().ident().name()),
              expression.select().field(),
              place(expression.select().operand())));
    }
    return Optional.empty();
  }

  /** Returns the exception that refuses a part, with its line and column from 1. */
  ExpressionException refuse(CelExpr expression, String value, String expectation) {
    return new ExpressionException(value + place(expression), expectation);
  }

  private String place(CelExpr expression) {
    Integer offset = source.getPositionsMap().get(expression.id());
    return offset == null
        ? ""
        : source
            .getOffsetLocation(offset)
            .map(location -> " at " + location.getLine() + ":" + (location.getColumn() + 1))
            .orElse("");
  }
}
