package io.nearline.ingest.pattern;

import io.nearline.ingest.expression.Expression;

/**
 * A step of a pattern.
 *
 * @param name the name by which later steps and the emission refer to the action taken
 * @param where which actions it takes; refers to {@code action} and the steps before by name
 * @param take which of these
 */
public record PatternStep(String name, Expression where, Take take) {

  /** Which of the actions that meet a step's condition it takes. */
  public enum Take {
    /** The next one. */
    NEXT,
    /** Each one, until the first that leads to a match. */
    ANY;

    /** Returns the name in pipelines.yaml. */
    public String text() {
      return this == NEXT ? "next" : "any";
    }
  }
}
