package io.nearline.ingest.configuration;

/** A setting that turns out wrong in use; the message has its name, value and expectation. */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with its cause. */
  public InvalidSettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
