package io.nearline.features.condition;

import java.util.Optional;

/** A text that is no condition of the language: says what stands there and what was expected. */
public final class ConditionException extends RuntimeException {
  private final String value;
  private final Optional<String> name;
  private final String expectation;

  /**
   * Makes the exception.
   *
   * @param value the part of the text that is wrong
   * @param expectation what was expected
   */
  public ConditionException(String value, String expectation) {
    this(value, expectation, Optional.empty());
  }

  /**
   * Makes the exception.
   *
   * @param name the name that isn't known, where that is what is wrong
   */
  ConditionException(String value, String expectation, Optional<String> name) {
    super(value + " (expected: " + expectation + ")");
    this.value = value;
    this.name = name;
    this.expectation = expectation;
  }

  /** Returns the part of the text that is wrong. */
  public String value() {
    return value;
  }

  /** Returns the name that isn't known, where that is what is wrong. */
  public Optional<String> name() {
    return name;
  }

  /** Returns what was expected. */
  public String expectation() {
    return expectation;
  }
}
