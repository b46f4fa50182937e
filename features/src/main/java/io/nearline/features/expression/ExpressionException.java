package io.nearline.features.expression;

/** A text that is no expression of the language: says what stands there and what was expected. */
public final class ExpressionException extends RuntimeException {
  private final String value;
  private final String expectation;

  /**
   * Makes the exception.
   *
   * @param value the part of the text that is wrong, and where it stands
   * @param expectation what was expected
   */
  ExpressionException(String value, String expectation) {
    super(value + " (expected: " + expectation + ")");
    this.value = value;
    this.expectation = expectation;
  }

  /** Returns the part of the text that is wrong, and where it stands. */
  public String value() {
    return value;
  }

  /** Returns what was expected. */
  public String expectation() {
    return expectation;
  }
}
