package io.nearline.features.condition;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import io.nearline.features.cel.CelParts;
import java.util.Optional;

/** Where the parts of a condition stand in its text. */
final class Positions {
  private final CelSource source;

  Positions(CelSource source) {
    this.source = source;
  }

  /** Returns the exception that refuses a part, with its line and column from 1. */
  ConditionException refuse(CelExpr expression, String value, String expectation) {
    return new ConditionException(value + place(expression), expectation);
  }

  /** Returns the exception that refuses a name, with its line and column from 1. */
  ConditionException unknown(CelExpr expression, String name, String expectation) {
    return new ConditionException(name + place(expression), expectation, Optional.of(name));
  }

  private String place(CelExpr expression) {
    return CelParts.place(source, expression);
  }
}
