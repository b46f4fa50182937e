package io.nearline.process;

/** A child that ended, or was not ready in time; the message carries the end of its log. */
public final class ChildFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChildFailedException(String message) {
    super(message);
  }
}
