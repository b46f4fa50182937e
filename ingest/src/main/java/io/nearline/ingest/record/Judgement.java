package io.nearline.ingest.record;

import java.util.List;

/** What is found of one action. */
public sealed interface Judgement {

  /** Returns what was changed to make it acceptable. */
  List<Coercion> coercions();

  /**
   * It may be recorded. Compared by identity: nothing compares judgements.
   *
   * @param eventId the event's id, as sent or made
   * @param key the record's key: the decimal actor
   * @param value the action in the standard schema
   * @param coercions what was changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Accepted(String eventId, byte[] key, byte[] value, List<Coercion> coercions)
      implements Judgement {

    /** Copies the coercions. */
    public Accepted {
      coercions = List.copyOf(coercions);
    }
  }

  /**
   * It is not to be recorded.
   *
   * @param faults all that is wrong with it
   * @param coercions what was changed
   */
  record Rejected(List<Fault> faults, List<Coercion> coercions) implements Judgement {

    /** Copies the lists. */
    public Rejected {
      faults = List.copyOf(faults);
      coercions = List.copyOf(coercions);
    }
  }
}
