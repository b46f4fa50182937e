package io.nearline.server.plan;

/** A caller's request that can't be answered as it is; names field, value and expectation. */
public final class InvalidRequestException extends RuntimeException {

  /**
   * Makes the exception.
   *
   * @param field the request's field
   * @param value its value, or what is wrong with it
   * @param expectation what was expected
   */
  public InvalidRequestException(String field, String value, String expectation) {
    super(field + ": " + value + " (expected: " + expectation + ")");
  }
}
