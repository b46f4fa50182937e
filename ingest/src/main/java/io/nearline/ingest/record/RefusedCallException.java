package io.nearline.ingest.record;

/** A call whose actions are not recorded, or not known to be. Has no stack trace. */
public final class RefusedCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** It has no actions. */
    EMPTY,
    /** It is larger than any call may be. */
    TOO_LARGE,
    /** Too much is under way already. */
    OVERLOADED,
    /** Nothing would read the actions. */
    UNREAD,
    /** Kafka can't be reached, is slow, or ingest isn't at work. */
    UNAVAILABLE,
    /** Kafka refuses the actions. */
    FAILED
  }

  private final Kind kind;

  /** Makes the exception. */
  public RefusedCallException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** Returns why. */
  public Kind kind() {
    return kind;
  }
}
