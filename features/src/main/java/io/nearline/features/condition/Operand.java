package io.nearline.features.condition;

import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;

/** What a comparison compares. */
public sealed interface Operand permits Operand.FieldOperand, Constant {

  /** Returns its type. */
  ValueType type();

  /** Returns it in CEL. */
  String text();

  /**
   * The value of an action's field.
   *
   * @param field the field
   */
  record FieldOperand(Field field) implements Operand {

    @Override
    public ValueType type() {
      return field.type();
    }

    @Override
    public String text() {
      return field.text();
    }
  }

  /**
   * A value that comes with the call: the same for every action.
   *
   * @param value the value, of a scalar type
   */
  record Requested(RequestValue value) implements Constant {

    /** Checks the type. */
    public Requested {
      if (!(value.type() instanceof ScalarType)) {
        throw new IllegalArgumentException(
            value.text() + " of " + value.type().text() + " (expected: a scalar)");
      }
    }

    @Override
    public ScalarType type() {
      return (ScalarType) value.type();
    }

    @Override
    public String text() {
      return value.text();
    }
  }
}
