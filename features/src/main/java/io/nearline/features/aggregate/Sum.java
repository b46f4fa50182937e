package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code sum} of a number: all of them added up, missing ones skipped; 0 over nothing. Integers are
 * converted to double one by one and added in double, as a database does, so the sum of large ones
 * is rounded.
 *
 * @param field an int64 or double field
 */
public record Sum(Field field) implements OfField {
  static final AggregateRule RULE =
      AggregateRule.of("sum", Numbers.OF.orVector(), Sum::make, AggregateRule.Option.HALF_LIFE);

  private static Aggregate make(Arguments arguments) {
    Field field = arguments.field();
    Optional<HalfLife> halfLife = arguments.halfLife();
    if (field.type() instanceof VectorType type) {
      return halfLife.isPresent()
          ? new DecayedVectorSum(field, type, halfLife.get())
          : new VectorSum(field, type);
    }
    return halfLife.isPresent() ? new DecayedSum(field, halfLife.get()) : new Sum(field);
  }

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    double sum = 0;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        sum += Numbers.at(columns, field, column, row);
      }
    }
    return Evaluated.float64(sum);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.Sum(field)), (terms, asOfMillis) -> Evaluated.float64(terms.float64(0)));
  }
}
