package io.nearline.server.sql;

/** What a statement leaves open until its lookup is known. */
sealed interface Slot {

  /**
   * The different values of a key, separated by commas.
   *
   * @param key the index of the key
   */
  record Keys(int key) implements Slot {}

  /**
   * An instant in epoch milliseconds.
   *
   * @param beforeMillis how long before the lookup's instant it is
   */
  record Instant(long beforeMillis) implements Slot {}

  /** The largest number of rows. */
  record Limit() implements Slot {}
}
