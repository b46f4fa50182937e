package io.nearline.ingest.event;

/** An event that can't become an action, and so becomes a dead letter. Has no stack trace. */
public final class RefusedEventException extends Exception {
  private final DeadLetterReason reason;
  private final String detail;

  /**
   * Makes the exception.
   *
   * @param detail what was wrong: place, value, expectation
   */
  public RefusedEventException(DeadLetterReason reason, String detail) {
    super(reason.text() + ": " + detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** Returns the kind of fault. */
  public DeadLetterReason reason() {
    return reason;
  }

  /** Returns what was wrong. */
  public String detail() {
    return detail;
  }
}
