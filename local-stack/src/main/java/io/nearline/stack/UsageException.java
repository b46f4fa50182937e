package io.nearline.stack;

/**
 * The stack can't be started as asked for; the message says what is wrong and what was expected.
 */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
