package io.nearline.features.condition;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;

/** Where the parts of a condition stand in its text. */
final class Positions {
  private final CelSource source;

  Positions(CelSource source) {
    this.source = source;
  }

  /** Returns the exception that refuses a part, with its line and column from 1. */
  ConditionException refuse(CelExpr expression, String value, String expectation) {
    Integer offset = source.getPositionsMap().get(expression.id());
    String place =
        offset == null
            ? ""
            : source
                .getOffsetLocation(offset)
                .map(location -> " at " + location.getLine() + ":" + (location.getColumn() + 1))
                .orElse("");
    return new ConditionException(value + place, expectation);
  }
}
