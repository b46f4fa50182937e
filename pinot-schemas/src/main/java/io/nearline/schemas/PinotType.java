package io.nearline.schemas;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.MissingValue;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;

/** How Pinot stores values of a type: data type, single or multi-value, and the missing value. */
public enum PinotType {
  /** Strings; cut at {@code maxLength}. */
  STRING("STRING", true),
  /** 64-bit integers. */
  INT64("LONG", true),
  /** Doubles. */
  DOUBLE("DOUBLE", true),
  /** Booleans as 1, 0 and −1 for missing: Pinot's BOOLEAN has no room for a missing value. */
  BOOL("INT", true),
  /** Vectors of float32. */
  VECTOR("FLOAT", false),
  /** JSON objects. */
  JSON("JSON", true);

  private final String dataType;
  private final boolean singleValue;

  PinotType(String dataType, boolean singleValue) {
    this.dataType = dataType;
    this.singleValue = singleValue;
  }

  /** Returns the type that a promoted attribute's column has. */
  public static PinotType of(Attribute attribute) {
    return of(attribute.type());
  }

  private static PinotType of(ValueType type) {
    if (type instanceof VectorType) {
      return VECTOR;
    }
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case STRING -> STRING;
        case INT64 -> INT64;
        case DOUBLE -> DOUBLE;
        case BOOL -> BOOL;
      };
    }
    throw new IllegalArgumentException("type: " + type.text() + " (expected: scalar or vector)");
  }

  /** Returns Pinot's name of the data type. */
  public String dataType() {
    return dataType;
  }

  /** Returns whether a row has one value, not an array of them. */
  public boolean isSingleValue() {
    return singleValue;
  }

  /**
   * Returns the text of the value that stands for "missing", as in {@code defaultNullValue}. It is
   * written as text for numbers too: tools that read JSON's numbers as doubles round the least
   * 64-bit integer, and have no infinity.
   */
  public String missingValue() {
    return switch (this) {
      case STRING -> MissingValue.STRING;
      case INT64 -> Long.toString(MissingValue.INT64);
      case DOUBLE -> Double.toString(MissingValue.DOUBLE);
      case BOOL -> Integer.toString(MissingValue.BOOL);
      case VECTOR -> Float.toString(MissingValue.VECTOR_ITEM);
      case JSON -> "{}";
    };
  }
}
