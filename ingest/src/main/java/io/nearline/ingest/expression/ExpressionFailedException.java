package io.nearline.ingest.expression;

/** An expression that could not be evaluated over an event: a fault of the event's content. */
public final class ExpressionFailedException extends Exception {

  ExpressionFailedException(String path, String fault) {
    super(path + ": " + fault, null, false, false);
  }
}
