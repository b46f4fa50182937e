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
 * {@code sum} of a number with {@code half_life}: the sum of each value times its action's weight,
 * missing ones skipped; 0.0 over nothing. Integers are converted to double one by one.
 *
 * @param field an int64 or double field
 * @param halfLife how fast actions lose weight
 */
public record DecayedSum(Field field, HalfLife halfLife) implements Aggregate {

  @Override
  public String name() {
    return Sum.RULE.name();
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
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    int column = columns.column(field);
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        double weight = halfLife.weight(selection.asOfMillis() - columns.int64(timestamp, row));
        sum.add(weight * Numbers.at(columns, field, column, row));
      }
    }
    return Evaluated.float64(sum.value());
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.DecayedSum(field, halfLife)),
        (terms, asOfMillis) -> Evaluated.float64(terms.float64(0)));
  }
}
