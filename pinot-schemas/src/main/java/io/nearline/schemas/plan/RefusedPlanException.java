package io.nearline.schemas.plan;

import io.nearline.features.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A plan that can't be applied; nothing was changed. */
public final class RefusedPlanException extends RuntimeException {
  private final transient List<Problem> refusals;

  /** Makes the exception of the plan's refusals. */
  public RefusedPlanException(List<Problem> refusals) {
    super(refusals.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.refusals = List.copyOf(refusals);
  }

  /** Returns everything that stands against the plan. */
  public List<Problem> refusals() {
    return refusals;
  }
}
