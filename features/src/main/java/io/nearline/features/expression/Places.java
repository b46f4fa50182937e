package io.nearline.features.expression;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import io.nearline.features.cel.CelParts;
import java.util.Optional;

/** Where the parts of an expression stand in its text, and which of them name features. */
final class Places {
  private final CelSource source;

  Places(CelSource source) {
    this.source = source;
  }

  /** Returns the feature that a part names; empty when it is something else. */
  Optional<Reference> reference(CelExpr expression) {
    if (CelParts.requestName(expression).isPresent()) {
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
    return CelParts.place(source, expression);
  }
}
