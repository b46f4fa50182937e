package io.nearline.server.plan;

import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.StandardField;
import io.nearline.server.sql.AggregateStatement;
import io.nearline.server.sql.RowStatement;
import io.nearline.server.sql.Statement;
import io.nearline.server.sql.Subject;
import io.nearline.server.sql.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
    LookupForm quick = form(entity, features, lookup, aggregation(Sums.QUICK, Subject.EACH_ENTITY));
    LookupForm repeatable =
        form(entity, features, lookup, aggregation(Sums.REPEATABLE, Subject.EACH_ENTITY));
    LookupForm ofOne = form(entity, features, lookup, aggregation(Sums.QUICK, Subject.ONE_ENTITY));
    return new LookupPlan(
        entity,
        quick,
        sharing(quick, repeatable, LookupPlanner::isRepeatable),
        sharing(quick, ofOne, statement -> !(statement instanceof AggregateStatement)),
        strategy == Strategy.AGGREGATE,
        switch (strategy) {
          case PLANNED -> rows(quick, features, lookup, history);
          case AGGREGATE, ROWS -> Optional.empty();
        });
  }

  private Computation aggregation(Sums sums, Subject subject) {
    String remark =
        switch (strategy) {
          case PLANNED -> "";
          case AGGREGATE, ROWS -> " (forced)";
        };
    return new Computation(strategy, remark, sums, subject);
  }

  private Optional<RowForm> rows(
      LookupForm aggregates, List<AggregateFeature> features, int lookup, RowHistory history) {
    LookupForm rows =
        form(
            aggregates.entity(),
            features,
            lookup,
            new Computation(Strategy.ROWS, "", Sums.QUICK, Subject.EACH_ENTITY));
    return RowForm.of(aggregates, rows, history);
  }

  /** Returns a form with the statements of another in place of its own where they serve as well. */
  private static LookupForm sharing(
      LookupForm other, LookupForm form, Predicate<Statement> servesAsWell) {
    List<Statement> statements = new ArrayList<>(other.statements());
    for (int i = 0; i < statements.size(); i++) {
      if (!servesAsWell.test(statements.get(i))) {
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
      Entity entity, List<AggregateFeature> features, int lookup, Computation computation) {
    FormPlanner planner =
        new FormPlanner(entity, features, withLastActions, rowLimit, groupLimit, computation);
    features.forEach(planner::add);
    return planner.form(lookup);
  }
}
