package io.nearline.features.field;

import io.nearline.features.type.ValueType;

/** What a definition can read from an action: a field of the standard schema or an attribute. */
public sealed interface Field permits StandardField, AttributeField {

  /** Returns its name in the language, such as {@code verb} or {@code objectAttributes.geo}. */
  String text();

  /** Returns its type, a scalar or a vector. */
  ValueType type();
}
