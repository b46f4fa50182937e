package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code mean} of a vector with {@code half_life}: item by item, what {@link DecayedMean} is of a
 * number; missing vectors skipped, no value over nothing. Each item is added up and divided in
 * double; the quotient is rounded to float32 once.
 *
 * @param field a vector field
 * @param type its type, which is also the mean's
 * @param halfLife how fast actions lose weight
 */
public record DecayedVectorMean(Field field, VectorType type, HalfLife halfLife)
    implements Aggregate {

  @Override
  public String name() {
    return Mean.RULE.name();
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
    OptionalLong newest = DecayedMean.newest(selection, field);
    if (newest.isEmpty()) {
      return Evaluated.EMPTY_WINDOW;
    }
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    int column = columns.column(field);
    VectorTotal total = new VectorTotal(type.dimension());
    CompensatedSum weights = new CompensatedSum();
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        double weight = halfLife.weight(newest.getAsLong() - columns.int64(timestamp, row));
        total.add(columns.vector(column, row), weight);
        weights.add(weight);
      }
    }
    return Evaluated.present(total.dividedBy(weights.value()));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
