package io.nearline.features.condition;

import io.nearline.features.type.ScalarType;

/** An operand that is the same for every action: a literal, or a value that comes with the call. */
public sealed interface Constant extends Operand permits Literal, Operand.Requested {

  @Override
  ScalarType type();
}
