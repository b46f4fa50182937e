package io.nearline.server.pinot;

/** An answer that no Pinot broker gives. */
public final class MalformedAnswerException extends PinotException {

  /** Makes the exception with what was found and what was expected. */
  public MalformedAnswerException(String message) {
    super(Kind.UNREACHABLE, "malformed answer of Pinot: " + message);
  }
}
