package io.nearline.ingest.expression;

import java.util.Map;

/**
 * Evaluates an expression, or a part of one, without CEL's interpreter, where that is plain: a
 * field that is there and of a type that is expected. Immutable and thread-safe.
 */
@FunctionalInterface
interface Shortcut {
  /** Says that CEL must be asked: something is missing, of another type, or not plain. */
  Object UNSURE = new Object();

  /**
   * Returns exactly what CEL would, or {@link #UNSURE}; throws nothing.
   *
   * @param variables the variables' values by name
   */
  Object evaluate(Map<String, Object> variables);
}
