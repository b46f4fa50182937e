package io.nearline.features.action;

/** An action that breaks the standard schema; names the field, its value and what was expected. */
public final class InvalidActionException extends RuntimeException {
  private static final int LONGEST_VALUE = 200;

  private final String field;
  private final String fault;

  /**
   * Makes the exception.
   *
   * @param field the field's path, such as {@code objectAttributes.price}
   * @param value the value as it came, cut to 200 characters in the message
   * @param expectation what was expected
   */
  public InvalidActionException(String field, String value, String expectation) {
    this(field, cut(value) + " (expected: " + expectation + ")");
  }

  private InvalidActionException(String field, String fault) {
    super(field + ": " + fault);
    this.field = field;
    this.fault = fault;
  }

  /** Returns the path of the field that is wrong. */
  public String field() {
    return field;
  }

  /** Returns what is wrong with the field: its value and the expectation. */
  public String fault() {
    return fault;
  }

  /** Returns the same fault with the field's path seen from the object that holds it. */
  public InvalidActionException within(String parent) {
    return new InvalidActionException(parent + "." + field, fault);
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
