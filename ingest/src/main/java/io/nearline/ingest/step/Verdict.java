package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import io.nearline.ingest.event.Arrival;
import java.util.List;

/** What becomes of an event. */
sealed interface Verdict {

  /**
   * It is an action.
   *
   * @param action the action
   * @param records the records to be written
   */
  record Emitted(Action action, List<Outgoing> records) implements Verdict {}

  /**
   * It is left out.
   *
   * @param reason by what
   */
  record Filtered(String reason) implements Verdict {}

  /** It was an action already. */
  record Duplicate() implements Verdict {}

  /**
   * It is a dead letter.
   *
   * @param refused the event and the reason
   */
  record Dead(Arrival.Refused refused) implements Verdict {}
}
