package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code sum}: the sum of a number, missing ones skipped; 0 over nothing. Integers are converted to
 * double one by one and added in double, as a database does, so the sum of large ones is rounded.
 *
 * @param field an int64 or double field
 */
public record Sum(Field field) implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of(
          "sum",
          AggregateRule.Of.one(ScalarType.INT64, ScalarType.DOUBLE),
          arguments -> new Sum(arguments.field()));

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public Optional<Field> needed() {
    return Optional.of(field);
  }

  @Override
  public String text() {
    return name() + "(" + field.text() + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    double sum = 0;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        sum += number(columns, column, row);
      }
    }
    return Evaluated.float64(sum);
  }

  private double number(ActionColumns columns, int column, int row) {
    return field.type() == ScalarType.INT64
        ? (double) columns.int64(column, row)
        : columns.float64(column, row);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.Sum(field)), (terms, asOfMillis) -> Evaluated.float64(terms.float64(0)));
  }
}
