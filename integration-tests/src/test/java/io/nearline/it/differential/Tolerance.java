package io.nearline.it.differential;

import io.nearline.features.action.Action;
import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.aggregate.ApproximateCountDistinct;
import io.nearline.features.aggregate.DecayedCount;
import io.nearline.features.aggregate.DecayedMean;
import io.nearline.features.aggregate.DecayedSum;
import io.nearline.features.aggregate.HalfLife;
import io.nearline.features.aggregate.Mean;
import io.nearline.features.aggregate.Sum;
import io.nearline.features.condition.Conditions;
import io.nearline.features.condition.RowPredicate;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Feature;
import io.nearline.features.field.ActionTable;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import java.util.List;
import java.util.Optional;

/**
 * How far what Pinot computes may be from the reference. Nothing but what adds doubles up, and
 * estimates, may be off at all.
 */
final class Tolerance {
  /** Of the sum of the terms' absolute values. */
  static final double RELATIVE = 1e-9;

  private static final double STANDARD_ERRORS = 5;

  private Tolerance() {}

  /** Returns whether a number is an estimate. */
  static boolean isEstimate(Feature feature) {
    return feature instanceof AggregateFeature aggregate
        && aggregate.aggregate() instanceof ApproximateCountDistinct;
  }

  /**
   * Returns the greatest difference from an expected number.
   *
   * @param actions the entity's actions
   */
  static double of(
      Feature any, double expected, List<Action> actions, long asOf, RequestValues values) {
    if (!(any instanceof AggregateFeature feature)) {
      // Of expressions in which nothing cancels out.
      return RELATIVE * Math.abs(expected);
    }
    Aggregate aggregate = feature.aggregate();
    if (aggregate instanceof ApproximateCountDistinct approximate) {
      // A single collision of registers is an error of one, however small the standard error.
      return Math.ceil(STANDARD_ERRORS * approximate.standardError() * expected);
    }
    Optional<HalfLife> halfLife = Optional.empty();
    boolean divided = false;
    if (aggregate instanceof DecayedCount decayed) {
      halfLife = Optional.of(decayed.halfLife());
    } else if (aggregate instanceof DecayedSum decayed) {
      halfLife = Optional.of(decayed.halfLife());
    } else if (aggregate instanceof DecayedMean decayed) {
      halfLife = Optional.of(decayed.halfLife());
      divided = true;
    } else if (aggregate instanceof Mean) {
      divided = true;
    } else if (!(aggregate instanceof Sum)) {
      return 0;
    }
    ActionTable table = ActionTable.of(actions, feature.fields());
    RowPredicate where = Conditions.bind(feature.where(), table, values);
    int timestamp = table.column(StandardField.TIMESTAMP);
    Optional<Field> of = aggregate.needed();
    double terms = 0;
    double weights = 0;
    for (int row = 0; row < actions.size(); row++) {
      long age = asOf - table.int64(timestamp, row);
      boolean counts =
          age >= 0
              && age < feature.window().toMillis()
              && where.test(row)
              && !actions.get(row).verb().equals(Action.HEARTBEAT_VERB);
      if (counts && (of.isEmpty() || !table.missing(table.column(of.get()), row))) {
        double weight = halfLife.isPresent() ? weight(halfLife.get(), age) : 1;
        weights += weight;
        terms += weight * (of.isPresent() ? Math.abs(number(table, of.get(), row)) : 1);
      }
    }
    return RELATIVE * (divided ? terms / weights : terms);
  }

  private static double weight(HalfLife halfLife, long age) {
    return Math.pow(2, -(double) age / halfLife.millis());
  }

  private static double number(ActionTable table, Field field, int row) {
    int column = table.column(field);
    return field.type() == ScalarType.INT64 ? table.int64(column, row) : table.float64(column, row);
  }
}
