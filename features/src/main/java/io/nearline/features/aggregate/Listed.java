package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;

/** What {@code of} can name. */
public sealed interface Listed {

  /** Returns its name in the language. */
  String text();

  /** Returns its type. */
  ValueType type();

  /**
   * A field of the action.
   *
   * @param field the field
   */
  record OfField(Field field) implements Listed {

    @Override
    public String text() {
      return field.text();
    }

    @Override
    public ValueType type() {
      return field.type();
    }
  }

  /** How long before the instant of the evaluation the action was, in milliseconds; int64. */
  record AgeMillis() implements Listed {
    /** Its name in the language. */
    public static final String NAME = "age_ms";

    @Override
    public String text() {
      return NAME;
    }

    @Override
    public ValueType type() {
      return ScalarType.INT64;
    }
  }
}
