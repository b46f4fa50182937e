package io.nearline.features.request;

import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import java.util.Map;

/**
 * The values that came with a call, by name: columns of one value, which is that of every row of
 * the call, or of one value a row. None is missing. Equal ones give equal features.
 *
 * @param columns the columns, of the types that the definitions read them as
 */
public record RequestValues(Map<String, Items> columns) {
  /** No values. */
  public static final RequestValues NONE = new RequestValues(Map.of());

  /** Copies and checks the columns. */
  public RequestValues {
    columns = Map.copyOf(columns);
    columns.forEach(
        (name, column) -> {
          if (column.size() == 0 || column.anyMissing()) {
            throw new IllegalArgumentException(
                "request."
                    + name
                    + ": "
                    + column
                    + " (expected: at least one value, none missing)");
          }
        });
  }

  /**
   * Returns a value's column.
   *
   * @throws IllegalArgumentException when the call did not bring the value, or one of another type
   */
  public Items column(RequestValue value) {
    Items column = columns.get(value.name());
    if (column == null || !column.type().equals(value.type())) {
      throw new IllegalArgumentException(
          value.text()
              + ": "
              + (column == null ? "nothing" : column.type().text())
              + " (expected: "
              + value.type().text()
              + ")");
    }
    return column;
  }

  /**
   * Returns a value for one row of the call.
   *
   * @throws IllegalArgumentException when the call did not bring the value, or one of another type
   */
  public Value value(RequestValue value, int row) {
    Items column = column(value);
    return column.value(column.size() == 1 ? 0 : row);
  }

  /**
   * Returns the column of a value that is one for the whole call.
   *
   * @throws IllegalArgumentException when the call brought none, several, or one of another type
   */
  public Items single(RequestValue value) {
    Items column = column(value);
    if (column.size() > 1) {
      throw new IllegalArgumentException(
          value.text() + ": " + column.size() + " values (expected: one for the whole call)");
    }
    return column;
  }
}
