package io.nearline.ingest.state;

/** Files of remembered keys aren't what was written: they can't be trusted. */
final class CorruptKeysException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptKeysException(String message) {
    super(message);
  }
}
