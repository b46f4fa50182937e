package io.nearline.ingest.event;

import java.util.Locale;

/** Why an event was dead-lettered. */
public enum DeadLetterReason {
  /** It can't be decoded: no UTF-8, no JSON object, no key=value line, or no value at all. */
  MALFORMED,
  /** It, or the action made of it, is larger than a message may be. */
  TOO_LARGE,
  /** An expression failed over it: a field is missing, or of another type. */
  EXPRESSION_FAILED,
  /** Its record's key is not the decimal actor although its pipeline is declared so. */
  WRONG_KEY,
  /** A joined table doesn't have its key, and the join demands it. */
  JOIN_MISSED,
  /** What a joined table has for its key is no JSON object. */
  TABLE_MALFORMED,
  /** The action made of it breaks the schema or its declared attributes' types. */
  INVALID,
  /** It happened longer ago than any table keeps actions. */
  LATE,
  /** It claims to happen later than clocks may be ahead. */
  FUTURE,
  /** It was under way to be re-keyed when its pipeline was taken out of the configuration. */
  PIPELINE_REMOVED;

  /** Returns the reason as headers and the account have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
