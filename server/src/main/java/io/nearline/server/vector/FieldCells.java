package io.nearline.server.vector;

import io.nearline.features.attribute.MissingValue;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.type.VectorType;
import io.nearline.server.pinot.PinotException;
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

  /**
   * Returns whether a vector is missing.
   *
   * @throws PinotException when it is there but not as long as declared: the table was made for
   *     another dimension
   */
  static boolean vectorIsMissing(String field, VectorType declared, float[] vector) {
    if (vector.length == 0 || vector[0] == MissingValue.VECTOR_ITEM) {
      return true;
    }
    if (vector.length != declared.dimension()) {
      throw new PinotException(
          PinotException.Kind.NOT_READY,
          field
              + ": a vector of dimension "
              + vector.length
              + " in Pinot (expected: dimension "
              + declared.dimension()
              + ", as declared)");
    }
    return false;
  }

  /** Reads a boolean that is there: the number 1, or from JSON the text {@code true}. */
  static boolean bool(PinotTable table, int row, int column, boolean asText) {
    return asText ? table.string(row, column).equals("true") : table.int64(row, column) == 1;
  }
}
