package io.nearline.server.pinot;

/**
 * Pinot answered, but not over all of the data. Whoever allows partial answers may use the rows;
 * nobody can mistake them for whole ones.
 */
public final class PartialAnswerException extends PinotException {
  private final transient PinotTable rows;

  /** Makes the exception of what is there, and a message that says what is not. */
  PartialAnswerException(String message, PinotTable rows) {
    super(Kind.PARTIAL, message);
    this.rows = rows;
  }

  /** Returns the rows that are there. */
  public PinotTable rows() {
    return rows;
  }
}
