package io.nearline.server.pinot;

/** A statement that got no whole answer. The kind says whose fault it is. */
public class PinotException extends RuntimeException {

  /** Why there is no answer. */
  public enum Kind {
    /** No broker could be reached, or none had its servers; trying again later helps. */
    UNREACHABLE,
    /** The deadline passed. */
    TIMEOUT,
    /** Pinot or a limit refused the load. */
    OVERLOADED,
    /** A table or a column that the catalogue needs does not exist. */
    NOT_READY,
    /** Pinot answered only a part. */
    PARTIAL,
    /** Pinot refused the statement: a defect. */
    REFUSED
  }

  private final Kind kind;

  /** Makes the exception; the message names the broker or the table. */
  public PinotException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Makes the exception; the message names the broker or the table. */
  public PinotException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns the exception of a statement over a table that had no answer before its deadline. */
  public static PinotException noAnswerInTime(String table) {
    return new PinotException(Kind.TIMEOUT, table + ": no answer of Pinot before the deadline");
  }

  /** Returns why there is no answer. */
  public Kind kind() {
    return kind;
  }
}
