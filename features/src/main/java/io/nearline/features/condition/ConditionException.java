package io.nearline.features.condition;

/** A text that is no condition of the language: says what stands there and what was expected. */
public final class ConditionException extends RuntimeException {
  private final String value;
  private final String expectation;

  /**
   * Makes the exception.
   *
   * @param value the part of the text that is wrong
   * @param expectation what was expected
   */
  public ConditionException(String value, String expectation) {
    super(value + " (expected: " + expectation + ")");
    this.value = value;
    this.expectation = expectation;
  }

  /** Returns the part of the text that is wrong. */
  public String value() {
    return value;
  }

  /** Returns what was expected. */
  public String expectation() {
    return expectation;
  }
}
