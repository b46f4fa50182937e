package io.nearline.server.vector;

import io.nearline.features.attribute.MissingValue;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.type.VectorType;
import io.nearline.server.pinot.PinotException;
import io.nearline.server.pinot.PinotTable;
import java.util.Optional;

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

  /**
   * Reads a boolean: a column's number 1 or 0, or JSON's text {@code true} or {@code false}. Empty
   * where it is missing, as is everything else that the attribute held before it was declared a
   * boolean.
   */
  static Optional<Boolean> bool(PinotTable table, int row, int column, boolean asText) {
    if (asText) {
      return bool(table.string(row, column));
    }
    long number = table.int64(row, column);
    return number == 0 || number == 1 ? Optional.of(number == 1) : Optional.empty();
  }

  /** Reads the text of JSON's boolean; empty where it is none. */
  static Optional<Boolean> bool(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
