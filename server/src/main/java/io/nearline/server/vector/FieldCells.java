package io.nearline.server.vector;

import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.server.pinot.PinotTable;

/** How the cells of fields are stored. */
final class FieldCells {
  private FieldCells() {}

  /** Returns whether a field has a column of its own, and is not taken out of JSON. */
  static boolean isColumn(Field field) {
    return !(field instanceof AttributeField attribute)
        || attribute.attribute().column().isPresent();
  }

  /** Returns whether an action may lack a field. */
  static boolean isAttribute(Field field) {
    return field instanceof AttributeField;
  }

  /** Reads a boolean that is there: the number 1, or from JSON the text {@code true}. */
  static boolean bool(PinotTable table, int row, int column, boolean asText) {
    return asText ? table.string(row, column).equals("true") : table.int64(row, column) == 1;
  }
}
