package io.nearline.features.condition;

/** How two operands are compared. */
public enum Comparator {
  /** Equal. */
  EQUAL("=="),
  /** Not equal. */
  NOT_EQUAL("!="),
  /** Less. */
  LESS("<"),
  /** Less or equal. */
  LESS_OR_EQUAL("<="),
  /** Greater. */
  GREATER(">"),
  /** Greater or equal. */
  GREATER_OR_EQUAL(">=");

  private final String text;

  Comparator(String text) {
    this.text = text;
  }

  /** Returns its sign in CEL. */
  public String text() {
    return text;
  }

  /** Returns whether it asks for the order, not only for equality. */
  public boolean isOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** Returns the comparator that means the same with the operands swapped. */
  public Comparator swapped() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  /** Returns the comparator that holds, between values that are there, where this one does not. */
  public Comparator negated() {
    return switch (this) {
      case EQUAL -> NOT_EQUAL;
      case NOT_EQUAL -> EQUAL;
      case LESS -> GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> GREATER;
      case GREATER -> LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> LESS;
    };
  }

  /**
   * Returns whether it holds between two values.
   *
   * @param outcome negative, zero or positive as the left value is less, equal or greater
   */
  public boolean holds(int outcome) {
    return switch (this) {
      case EQUAL -> outcome == 0;
      case NOT_EQUAL -> outcome != 0;
      case LESS -> outcome < 0;
      case LESS_OR_EQUAL -> outcome <= 0;
      case GREATER -> outcome > 0;
      case GREATER_OR_EQUAL -> outcome >= 0;
    };
  }
}
