package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.KeyOrder;
import io.nearline.features.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The least or the greatest value of a field: what {@link Min} and {@link Max} share. */
final class Extreme {
  /** What the field may be: what has an order, and more than two values. */
  static final AggregateRule.Of OF =
      AggregateRule.Of.one(ScalarType.INT64, ScalarType.DOUBLE, ScalarType.STRING);

  private Extreme() {}

  /** Returns the least value times {@code sign}, which is 1 or −1. */
  static Evaluated of(Selection selection, Field field, int sign) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    ScalarType type = (ScalarType) field.type();
    int extreme = -1;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)
          && (extreme < 0 || sign * compare(columns, type, column, row, extreme) < 0)) {
        extreme = row;
      }
    }
    return extreme < 0
        ? Evaluated.EMPTY_WINDOW
        : Evaluated.present(columns.value(column, extreme, type));
  }

  private static int compare(ActionColumns columns, ScalarType type, int column, int a, int b) {
    return switch (type) {
      case INT64 -> Long.compare(columns.int64(column, a), columns.int64(column, b));
      case DOUBLE -> Double.compare(columns.float64(column, a), columns.float64(column, b));
      case STRING -> KeyOrder.UTF_8.compare(columns.string(column, a), columns.string(column, b));
      case BOOL -> Boolean.compare(columns.bool(column, a), columns.bool(column, b));
    };
  }

  /**
   * Returns the decomposition into one term. Databases compute extremes in double: exact for
   * doubles, and for timestamps, which are far below 2^53 inside any window that can be asked for;
   * not for other integers. They order strings in ways of their own.
   */
  static Optional<Decomposition> decomposition(Field field, Term term) {
    if (field == StandardField.TIMESTAMP) {
      return decomposition(term, values -> new Value.Int64(values.int64(0)));
    }
    return field.type() == ScalarType.DOUBLE
        ? decomposition(term, values -> new Value.Float64(values.float64(0)))
        : Optional.empty();
  }

  private static Optional<Decomposition> decomposition(
      Term term, Function<TermValues, Value> reading) {
    return Decomposition.of(
        List.of(term),
        (values, asOfMillis) ->
            values.missing(0) ? Evaluated.EMPTY_WINDOW : Evaluated.present(reading.apply(values)));
  }
}
