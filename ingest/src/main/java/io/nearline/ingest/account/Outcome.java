package io.nearline.ingest.account;

import java.util.Locale;

/**
 * What is counted: events by their pipeline, and what patterns found. At every commit, {@code IN}
 * is the sum of what became of events; patterns stand apart.
 */
public enum Outcome {
  /** An event was read. */
  IN,
  /** It became an action. */
  ACTION,
  /** It was left out by the filter or by a join that drops. */
  FILTERED,
  /** It was an action already. */
  DUPLICATE,
  /** It became a dead letter. */
  DEAD,
  /** A pattern's match became an action. */
  EMITTED,
  /** A pattern's match became none: it was one already, or can't be one. */
  NOT_EMITTED,
  /** A pattern left something unmatched: an action that came late, a sequence too many. */
  NOT_MATCHED;

  /** Returns the name in the account's keys. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
