package io.nearline.server.plan;

import io.nearline.features.problem.Excerpt;

/** A caller's request that can't be answered as it is; names field, value and expectation. */
public final class InvalidRequestException extends RuntimeException {

  /**
   * Makes the exception. Field and value may be the caller's own words: a long one is cut.
   *
   * @param field the request's field
   * @param value its value, or what is wrong with it
   * @param expectation what was expected
   */
  public InvalidRequestException(String field, String value, String expectation) {
    super(Excerpt.of(field) + ": " + Excerpt.of(value) + " (expected: " + expectation + ")");
  }
}
