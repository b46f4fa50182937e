package io.nearline.features.type;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of single values. */
public enum ScalarType implements ValueType {
  /** A UTF-8 string. */
  STRING,
  /** A 64-bit signed integer. */
  INT64,
  /** A finite IEEE 754 double. */
  DOUBLE,
  /** True or false. */
  BOOL;

  @Override
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the type that {@link #text} is the text of. */
  public static Optional<ScalarType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
  }

  /** Returns whether values of the type can be added up. */
  public boolean isNumber() {
    return this == INT64 || this == DOUBLE;
  }
}
