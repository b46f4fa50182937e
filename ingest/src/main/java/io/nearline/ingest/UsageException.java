package io.nearline.ingest;

/** Options that are not as the usage says; the message names the option and the expectation. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
