package io.nearline.server.plan;

import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.StandardField;
import io.nearline.server.sql.AggregateStatement;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import io.nearline.server.sql.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans the forms of lookups.
 *
 * @param withLastActions whether the time of each value's latest action is wanted
 * @param rowLimit the largest number of rows of one fetch
 * @param groupLimit the largest number of groups of one statement
 * @param strategy who computes the features that both can compute
 */
record LookupPlanner(boolean withLastActions, int rowLimit, int groupLimit, Strategy strategy) {

  /**
   * Plans a lookup.
   *
   * @param features all of the entity's
   * @param lookup its index in the plan
   * @param history what is known of how many rows its entities have
   */
  LookupPlan plan(Entity entity, List<AggregateFeature> features, int lookup, RowHistory history) {
    String remark =
        switch (strategy) {
          case PLANNED -> "";
          case AGGREGATE, ROWS -> " (forced)";
        };
    LookupForm quick = form(entity, features, lookup, strategy, remark, Sums.QUICK);
    LookupForm repeatable =
        sharing(quick, form(entity, features, lookup, strategy, remark, Sums.REPEATABLE));
    return new LookupPlan(
        entity,
        quick,
        repeatable,
        switch (strategy) {
          case PLANNED ->
              RowForm.of(
                  quick, form(entity, features, lookup, Strategy.ROWS, "", Sums.QUICK), history);
          case AGGREGATE, ROWS -> Optional.empty();
        });
  }

  /** Returns a form with the statements of another in place of those that are as repeatable. */
  private static LookupForm sharing(LookupForm other, LookupForm form) {
    List<Statement> statements = new ArrayList<>(other.statements());
    for (int i = 0; i < statements.size(); i++) {
      if (!isRepeatable(statements.get(i))) {
        statements.set(i, form.statements().get(i));
      }
    }
    return new LookupForm(form.entity(), statements, form.features());
  }

  /** Returns whether a statement, asked again, makes the same values, to the last bit. */
  private static boolean isRepeatable(Statement statement) {
    if (statement instanceof RowStatement rows) {
      return rows.fields().contains(StandardField.EVENT_ID);
    }
    return !(statement instanceof AggregateStatement aggregates && aggregates.adds());
  }

  private LookupForm form(
      Entity entity,
      List<AggregateFeature> features,
      int lookup,
      Strategy computed,
      String remark,
      Sums sums) {
    FormPlanner planner =
        new FormPlanner(
            entity, features, withLastActions, rowLimit, groupLimit, computed, remark, sums);
    features.forEach(planner::add);
    return planner.form(lookup);
  }
}
