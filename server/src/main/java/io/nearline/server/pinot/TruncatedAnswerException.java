package io.nearline.server.pinot;

/**
 * Pinot left groups out, and nobody knows which: its own limit ({@code numGroupsLimit}) was
 * reached. A statement over fewer keys has fewer groups.
 */
public final class TruncatedAnswerException extends PinotException {

  /** Makes the exception; the message names the table. */
  public TruncatedAnswerException(String message) {
    super(Kind.OVERLOADED, message);
  }
}
