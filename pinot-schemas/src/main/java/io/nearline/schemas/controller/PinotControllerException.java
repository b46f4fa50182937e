package io.nearline.schemas.controller;

/** The controller can't be reached, refused a call, or answered something unexpected. */
public final class PinotControllerException extends RuntimeException {

  /** Makes the exception of what was asked and what came back. */
  public PinotControllerException(String message) {
    super(message);
  }

  /** Makes the exception of a call that failed. */
  public PinotControllerException(String message, Throwable cause) {
    super(message, cause);
  }
}
