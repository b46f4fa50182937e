package io.nearline.features.attribute;

import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import java.util.Optional;

/**
 * A declared attribute.
 *
 * @param path its name
 * @param type a scalar or vector type
 * @param column the Pinot column that it is promoted to; empty when it stays in its JSON column. A
 *     vector always has one.
 * @param maxLength for strings: the most UTF-16 code units that a value may have; 0 for other types
 */
public record Attribute(
    AttributePath path, ValueType type, Optional<String> column, int maxLength) {
  /** How long a string attribute may be unless it is declared otherwise. */
  public static final int DEFAULT_MAX_LENGTH = 512;

  /** Checks that the parts go together. */
  public Attribute {
    if (!(type instanceof ScalarType) && !(type instanceof VectorType)) {
      throw new IllegalArgumentException(
          "type of " + path + ": " + type.text() + " (expected: a scalar or a vector)");
    }
    if (type instanceof VectorType && column.isEmpty()) {
      throw new IllegalArgumentException("column of " + path + ": nothing (expected: a column)");
    }
    if ((type == ScalarType.STRING) != (maxLength > 0)) {
      throw new IllegalArgumentException(
          "maxLength of " + path + ": " + maxLength + " (expected: > 0 for strings, else 0)");
    }
  }
}
