package io.nearline.features.condition;

import io.nearline.features.field.Field;
import io.nearline.features.type.ValueType;

/** What a comparison compares. */
public sealed interface Operand permits Operand.FieldOperand, Literal {

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
}
