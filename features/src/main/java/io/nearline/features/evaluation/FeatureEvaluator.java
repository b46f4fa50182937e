package io.nearline.features.evaluation;

import io.nearline.features.action.Action;
import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.aggregate.Selection;
import io.nearline.features.condition.Conditions;
import io.nearline.features.condition.RowPredicate;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A feature bound to one batch of actions, to be evaluated for each of its entities. Safe for use
 * by several threads.
 */
public final class FeatureEvaluator {
  private final ActionColumns columns;
  private final Aggregate aggregate;
  private final RowPredicate where;
  private final long windowMillis;
  private final int timestamp;
  private final int verb;
  private final Optional<Value> defaultValue;

  private FeatureEvaluator(AggregateFeature feature, ActionColumns columns, RequestValues values) {
    this.columns = columns;
    this.aggregate = feature.aggregate().resolve(values);
    this.where = Conditions.bind(feature.where(), columns, values);
    this.windowMillis = feature.window().toMillis();
    this.timestamp = columns.column(StandardField.TIMESTAMP);
    this.verb = columns.column(StandardField.VERB);
    this.defaultValue = feature.defaultValue();
  }

  /**
   * Binds a feature to a batch.
   *
   * @param values the values that came with the call
   * @throws IllegalArgumentException when the batch lacks one of {@link AggregateFeature#fields},
   *     or the call one of {@link AggregateFeature#requestValues}
   */
  public static FeatureEvaluator bind(
      AggregateFeature feature, ActionColumns columns, RequestValues values) {
    return new FeatureEvaluator(feature, columns, values);
  }

  /**
   * Evaluates the feature for one entity. Which of the actions count is decided here: those in the
   * window {@code (as_of − length, as_of]} that are no heartbeats and for which the feature's
   * condition holds.
   *
   * @param rows the rows of the batch, in any order (but only the same one gives the same last
   *     digits of what is added up in double), of which those from {@code from} to before {@code
   *     to} are the entity's
   * @param asOfMillis the instant of the evaluation in epoch milliseconds
   */
  public Evaluated evaluate(int[] rows, int from, int to, long asOfMillis) {
    return aggregate.evaluate(select(rows, from, to, asOfMillis)).orDefault(defaultValue);
  }

  /**
   * Returns the time of the latest action that goes into the value that {@link #evaluate} returns,
   * in epoch milliseconds; empty when none does. An action without the field that the aggregate
   * needs doesn't.
   */
  public OptionalLong lastAction(int[] rows, int from, int to, long asOfMillis) {
    Selection selection = select(rows, from, to, asOfMillis);
    OptionalInt needed =
        aggregate.needed().stream().mapToInt(field -> columns.column(field)).findAny();
    OptionalLong last = OptionalLong.empty();
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (needed.isEmpty() || !columns.missing(needed.getAsInt(), row)) {
        long time = columns.int64(timestamp, row);
        last = OptionalLong.of(Math.max(time, last.orElse(time)));
      }
    }
    return last;
  }

  private Selection select(int[] rows, int from, int to, long asOfMillis) {
    int[] selected = new int[to - from];
    int size = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (inWindow(columns.int64(timestamp, row), asOfMillis)
          && where.test(row)
          && !columns.string(verb, row).equals(Action.HEARTBEAT_VERB)) {
        selected[size++] = row;
      }
    }
    return new Selection(columns, selected, size, asOfMillis);
  }

  /** The difference of the two instants may overflow; then it is longer than any window. */
  private boolean inWindow(long instant, long asOfMillis) {
    long age = asOfMillis - instant;
    return instant <= asOfMillis && age >= 0 && age < windowMillis;
  }
}
