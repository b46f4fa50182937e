package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code time_since_first}: how many milliseconds before the instant of the evaluation the oldest
 * action was, from 0; no value over nothing.
 */
public record TimeSinceFirst() implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of(
          "time_since_first", AggregateRule.Of.NOTHING, arguments -> new TimeSinceFirst());

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.INT64;
  }

  @Override
  public List<Field> fields() {
    return List.of(StandardField.TIMESTAMP);
  }

  @Override
  public Optional<Field> needed() {
    return Optional.empty();
  }

  @Override
  public String text() {
    return name();
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    if (selection.size() == 0) {
      return Evaluated.EMPTY_WINDOW;
    }
    long oldest = columns.int64(timestamp, selection.row(0));
    for (int i = 1; i < selection.size(); i++) {
      oldest = Math.min(oldest, columns.int64(timestamp, selection.row(i)));
    }
    return Evaluated.int64(selection.asOfMillis() - oldest);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.Min(StandardField.TIMESTAMP)),
        (terms, asOfMillis) ->
            terms.missing(0)
                ? Evaluated.EMPTY_WINDOW
                : Evaluated.int64(asOfMillis - terms.int64(0)));
  }
}
