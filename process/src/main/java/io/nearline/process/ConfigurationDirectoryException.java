package io.nearline.process;

/**
 * A configuration directory that can't be read; the message names the place and what was expected
 * there.
 */
public final class ConfigurationDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationDirectoryException(String message) {
    super(message);
  }

  ConfigurationDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
