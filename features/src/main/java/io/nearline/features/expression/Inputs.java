package io.nearline.features.expression;

import io.nearline.features.request.RequestValue;
import io.nearline.features.value.Value;
import org.jspecify.annotations.Nullable;

/** What an expression is evaluated over: one row's values. */
public interface Inputs {

  /**
   * Returns the value of a feature that the expression reads, null where it has none.
   *
   * @param index which, as in {@link Input#index}
   */
  @Nullable Value feature(int index);

  /**
   * Returns a value that came with the call.
   *
   * @throws IllegalArgumentException when the call did not bring it
   */
  Value request(RequestValue value);
}
