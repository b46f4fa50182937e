package io.nearline.schemas.plan;

import io.nearline.features.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be done for all tables.
 *
 * @param tables each table's plan, in the order in which they are applied
 */
public record TablesPlan(List<TablePlan> tables) {

  /** Copies the plans. */
  public TablesPlan {
    tables = List.copyOf(tables);
  }

  /** Returns whether nothing differs. */
  public boolean isUnchanged() {
    return tables.stream().allMatch(TablePlan::isUnchanged);
  }

  /** Returns why the plan can't be applied; empty when it can. */
  public List<Problem> refusals() {
    return tables.stream().flatMap(table -> table.refusals().stream()).toList();
  }

  /**
   * Returns the plan in lines: {@code +} is added, {@code ~} is changed, {@code !} is refused.
   * Passwords and the like are hidden.
   */
  public String text() {
    return tables.stream().map(TablePlan::text).collect(Collectors.joining());
  }
}
