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
 * {@code mean} of a number: the sum, as {@link Sum} defines it, divided by how many there are;
 * missing ones skipped, no value over nothing.
 *
 * @param field an int64 or double field
 */
public record Mean(Field field) implements OfField {
  static final AggregateRule RULE =
      AggregateRule.of("mean", Numbers.OF.orVector(), Mean::make, AggregateRule.Option.HALF_LIFE);

  private static Aggregate make(Arguments arguments) {
    Field field = arguments.field();
    Optional<HalfLife> halfLife = arguments.halfLife();
    if (field.type() instanceof VectorType type) {
      return halfLife.isPresent()
          ? new DecayedVectorMean(field, type, halfLife.get())
          : new VectorMean(field, type);
    }
    return halfLife.isPresent() ? new DecayedMean(field, halfLife.get()) : new Mean(field);
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
    int count = 0;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        sum += Numbers.at(columns, field, column, row);
        count++;
      }
    }
    return of(sum, count);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.Sum(field), new Term.CountPresent(field)),
        (terms, asOfMillis) -> of(terms.float64(0), terms.int64(1)));
  }

  private static Evaluated of(double sum, long count) {
    return count == 0 ? Evaluated.EMPTY_WINDOW : Evaluated.float64(sum / count);
  }
}
