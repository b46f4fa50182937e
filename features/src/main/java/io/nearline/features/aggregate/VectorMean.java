package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Evaluated;
import java.util.Optional;

/**
 * {@code mean} of a vector: item by item, missing vectors skipped, no value over nothing. Each
 * item's sum is accumulated in double and divided by the count in double; the quotient is rounded
 * to float32 once.
 *
 * @param field a vector field
 * @param type its type, which is also the mean's
 */
public record VectorMean(Field field, VectorType type) implements OfField {

  @Override
  public String name() {
    return Mean.RULE.name();
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
    int count = 0;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        total.add(columns.vector(column, row));
        count++;
      }
    }
    return count == 0 ? Evaluated.EMPTY_WINDOW : Evaluated.present(total.dividedBy(count));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
