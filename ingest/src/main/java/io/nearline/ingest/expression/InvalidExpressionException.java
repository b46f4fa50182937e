package io.nearline.ingest.expression;

/** An expression that can't be compiled; the message is what was expected and what is wrong. */
public final class InvalidExpressionException extends RuntimeException {

  InvalidExpressionException(String expectation) {
    super(expectation);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
