package io.nearline.server.serving;

/** A call for more entities than configured. */
public final class TooManyEntitiesException extends RuntimeException {

  /** Makes the exception. */
  TooManyEntitiesException(String field, int count, int limit) {
    super(field + ": " + count + " entities (expected: at most " + limit + " in one call)");
  }
}
