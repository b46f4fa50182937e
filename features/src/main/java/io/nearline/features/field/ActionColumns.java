package io.nearline.features.field;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;

/**
 * A batch of actions, column by column. The reading methods expect a column of their type and a
 * cell that is not missing; other calls have no defined result. Implementations must be safe to
 * read from several threads.
 */
public interface ActionColumns {

  /** Returns how many actions there are. */
  int size();

  /**
   * Returns a field's column: asked for once, not for each cell.
   *
   * @throws IllegalArgumentException when the batch does not have the field
   */
  int column(Field field);

  /** Returns whether an action lacks a field's value, or has null. */
  boolean missing(int column, int row);

  /** Returns a 64-bit integer. */
  long int64(int column, int row);

  /** Returns a double. */
  double float64(int column, int row);

  /** Returns a boolean. */
  boolean bool(int column, int row);

  /** Returns a string. */
  String string(int column, int row);

  /** Returns a vector, which the caller must not change. */
  float[] vector(int column, int row);

  /**
   * Returns a cell that is not missing as a value.
   *
   * @param type the column's type
   */
  default Value value(int column, int row, ValueType type) {
    if (type instanceof VectorType) {
      return new Value.Vector(vector(column, row));
    }
    return switch ((ScalarType) type) {
      case STRING -> new Value.Text(string(column, row));
      case INT64 -> new Value.Int64(int64(column, row));
      case DOUBLE -> new Value.Float64(float64(column, row));
      case BOOL -> new Value.Bool(bool(column, row));
    };
  }

  /** Appends a cell, which may be missing, to items of its type. */
  default void copy(int column, int row, Items.Builder target) {
    if (missing(column, row)) {
      target.addMissing();
    } else if (target.type() instanceof VectorType) {
      target.add(vector(column, row));
    } else {
      switch ((ScalarType) target.type()) {
        case STRING -> target.add(string(column, row));
        case INT64 -> target.add(int64(column, row));
        case DOUBLE -> target.add(float64(column, row));
        case BOOL -> target.add(bool(column, row));
      }
    }
  }
}
