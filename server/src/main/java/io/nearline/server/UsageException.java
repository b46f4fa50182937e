package io.nearline.server;

/** A command line that can't be used; names the option, its value and the expectation. */
final class UsageException extends RuntimeException {

  /** Makes the exception. */
  UsageException(String message) {
    super(message);
  }
}
