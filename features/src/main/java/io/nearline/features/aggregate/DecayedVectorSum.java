package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code sum} of a vector with {@code half_life}: item by item, the sum of each vector times its
 * action's weight, missing vectors skipped, zeros over nothing. Each item is added up in double and
 * rounded to float32 once: beyond float32's range it is infinite.
 *
 * @param field a vector field
 * @param type its type, which is also the sum's
 * @param halfLife how fast actions lose weight
 */
public record DecayedVectorSum(Field field, VectorType type, HalfLife halfLife)
    implements Aggregate {

  @Override
  public String name() {
    return Sum.RULE.name();
  }

  @Override
  public VectorType type() {
    return type;
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
    VectorTotal total = new VectorTotal(type.dimension());
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        double weight = halfLife.weight(selection.asOfMillis() - columns.int64(timestamp, row));
        total.add(columns.vector(column, row), weight);
      }
    }
    return Evaluated.present(total.dividedBy(1));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
