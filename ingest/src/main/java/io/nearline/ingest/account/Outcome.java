package io.nearline.ingest.account;

import java.util.Locale;

/** What is counted. At every commit, {@code IN} is the sum of the others. */
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
  DEAD;

  /** Returns the name in the account's keys. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
