package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Evaluated;
import java.util.Optional;

/**
 * {@code sum} of a vector: item by item, missing vectors skipped, zeros over nothing. Each item is
 * added up in double and rounded to float32 once: beyond float32's range it is infinite.
 *
 * @param field a vector field
 * @param type its type, which is also the sum's
 */
public record VectorSum(Field field, VectorType type) implements OfField {

  @Override
  public String name() {
    return Sum.RULE.name();
  }

  @Override
  public VectorType type() {
    return type;
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    VectorTotal total = new VectorTotal(type.dimension());
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        total.add(columns.vector(column, row));
      }
    }
    return Evaluated.present(total.dividedBy(1));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
