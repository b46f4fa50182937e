package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;

/** Columns that refuse to be read where a cell is missing, instead of answering anything. */
record StrictColumns(ActionColumns columns) implements ActionColumns {

  @Override
  public int size() {
    return columns.size();
  }

  @Override
  public int column(Field field) {
    return columns.column(field);
  }

  @Override
  public boolean missing(int column, int row) {
    return columns.missing(column, row);
  }

  @Override
  public long int64(int column, int row) {
    return columns.int64(present(column, row), row);
  }

  @Override
  public double float64(int column, int row) {
    return columns.float64(present(column, row), row);
  }

  @Override
  public boolean bool(int column, int row) {
    return columns.bool(present(column, row), row);
  }

  @Override
  public String string(int column, int row) {
    return columns.string(present(column, row), row);
  }

  @Override
  public float[] vector(int column, int row) {
    return columns.vector(present(column, row), row);
  }

  private int present(int column, int row) {
    if (columns.missing(column, row)) {
      throw new IllegalStateException("row " + row + " (expected: one that has the field)");
    }
    return column;
  }
}
