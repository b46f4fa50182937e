package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import java.util.Arrays;

/** Reads int64 and double fields as doubles: integers beyond 2^53 are rounded to the nearest. */
final class Numbers {
  /** What can be read. */
  static final AggregateRule.Of OF = AggregateRule.Of.one(ScalarType.INT64, ScalarType.DOUBLE);

  private Numbers() {}

  /** Returns a cell that is not missing. */
  static double at(ActionColumns columns, Field field, int column, int row) {
    return field.type() == ScalarType.INT64
        ? (double) columns.int64(column, row)
        : columns.float64(column, row);
  }

  /** Returns the values of the selected actions that have one. */
  static double[] present(Selection selection, Field field) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    double[] values = new double[selection.size()];
    int size = 0;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        values[size++] = at(columns, field, column, row);
      }
    }
    return Arrays.copyOf(values, size);
  }
}
