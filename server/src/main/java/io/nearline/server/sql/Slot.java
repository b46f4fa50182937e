package io.nearline.server.sql;

import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValue;

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

  /**
   * A value that comes with the call.
   *
   * @param value the value
   * @param like the field beside it: the value is written as that field would hold it
   */
  record Requested(RequestValue value, Field like) implements Slot {}

  /** The largest number of rows. */
  record Limit() implements Slot {}
}
