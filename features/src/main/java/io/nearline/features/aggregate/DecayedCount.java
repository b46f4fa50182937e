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
 * {@code count} with {@code half_life}: the sum of the actions' weights; 0.0 over nothing.
 *
 * @param halfLife how fast actions lose weight
 */
public record DecayedCount(HalfLife halfLife) implements Aggregate {

  @Override
  public String name() {
    return Count.RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.DOUBLE;
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
    return name() + "(" + halfLife.text() + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < selection.size(); i++) {
      long time = columns.int64(timestamp, selection.row(i));
      sum.add(halfLife.weight(selection.asOfMillis() - time));
    }
    return Evaluated.float64(sum.value());
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.DecayedCount(Optional.empty(), halfLife)),
        (terms, asOfMillis) -> Evaluated.float64(terms.float64(0)));
  }
}
