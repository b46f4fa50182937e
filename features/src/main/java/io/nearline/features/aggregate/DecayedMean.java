package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code mean} of a number with {@code half_life}: the sum of each value times its action's weight,
 * divided by the sum of these weights; missing ones skipped, no value over nothing.
 *
 * <p>Only the weights' ratios matter, so they are taken relative to the newest value's, which is 1:
 * however old the values are, they never all weigh nothing.
 *
 * @param field an int64 or double field
 * @param halfLife how fast actions lose weight
 */
public record DecayedMean(Field field, HalfLife halfLife) implements Aggregate {

  @Override
  public String name() {
    return Mean.RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public List<Field> fields() {
    return List.of(StandardField.TIMESTAMP, field);
  }

  @Override
  public Optional<Field> needed() {
    return Optional.of(field);
  }

  @Override
  public String text() {
    return name() + "(" + field.text() + ", " + halfLife.text() + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    OptionalLong newest = newest(selection, field);
    if (newest.isEmpty()) {
      return Evaluated.EMPTY_WINDOW;
    }
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    int column = columns.column(field);
    CompensatedSum sum = new CompensatedSum();
    CompensatedSum weights = new CompensatedSum();
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        double weight = halfLife.weight(newest.getAsLong() - columns.int64(timestamp, row));
        sum.add(weight * Numbers.at(columns, field, column, row));
        weights.add(weight);
      }
    }
    return Evaluated.float64(sum.value() / weights.value());
  }

  /** Returns when the newest action that has the field was, in epoch milliseconds. */
  static OptionalLong newest(Selection selection, Field field) {
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    int column = columns.column(field);
    OptionalLong newest = OptionalLong.empty();
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        long time = columns.int64(timestamp, row);
        newest = OptionalLong.of(Math.max(time, newest.orElse(time)));
      }
    }
    return newest;
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(
            new Term.DecayedSum(field, halfLife),
            new Term.DecayedCount(Optional.of(field), halfLife),
            new Term.CountPresent(field)),
        (terms, asOfMillis) ->
            terms.int64(2) == 0
                ? Evaluated.EMPTY_WINDOW
                : Evaluated.float64(terms.float64(0) / terms.float64(1)));
  }
}
