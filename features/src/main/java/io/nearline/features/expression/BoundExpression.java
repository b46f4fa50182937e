package io.nearline.features.expression;

import io.nearline.features.request.RequestValue;
import java.util.Set;

/**
 * An expression whose types fit.
 *
 * @param expression what its value is
 * @param requestValues the values of the call that it reads, each name once
 */
public record BoundExpression(Expression expression, Set<RequestValue> requestValues) {

  /** Copies the values, whose order is of no account. */
  public BoundExpression {
    requestValues = Set.copyOf(requestValues);
  }
}
