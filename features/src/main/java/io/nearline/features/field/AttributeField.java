package io.nearline.features.field;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.type.ValueType;

/**
 * A declared attribute, which an action may lack.
 *
 * @param attribute the attribute
 */
public record AttributeField(Attribute attribute) implements Field {

  @Override
  public String text() {
    return attribute.path().toString();
  }

  @Override
  public ValueType type() {
    return attribute.type();
  }
}
