package io.nearline.ingest.event;

/** A raw event after admission: what the part of the flow that is keyed by actor takes. */
public sealed interface Arrival {

  /** Returns the pipeline that the event came by. */
  String pipeline();

  /**
   * An event that is to become an action.
   *
   * @param pipeline the pipeline that it came by
   * @param raw the event as it came
   * @param identity what its own fields say of it
   * @param event the event decoded
   */
  record Admitted(String pipeline, RawEvent raw, Identity identity, Event event)
      implements Arrival {}

  /**
   * An event that its pipeline's filter left out.
   *
   * @param pipeline the pipeline that it came by
   */
  record Filtered(String pipeline) implements Arrival {}

  /**
   * An event that can't become an action.
   *
   * @param pipeline the pipeline that it came by
   * @param raw the event as it came; when that is too large, only where it stood
   * @param reason why
   * @param detail what was wrong: place, value, expectation; cut to 500 characters
   */
  record Refused(String pipeline, RawEvent raw, DeadLetterReason reason, String detail)
      implements Arrival {
    private static final int LONGEST_DETAIL = 500;

    /** Cuts the detail. */
    public Refused {
      if (detail.length() > LONGEST_DETAIL) {
        detail = detail.substring(0, LONGEST_DETAIL) + "…";
      }
    }
  }
}
