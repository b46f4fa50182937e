package io.nearline.server.sql;

import io.nearline.features.condition.Condition;

/**
 * Which of an entity's actions a value is about.
 *
 * @param where their condition
 * @param windowMillis how far before the lookup's instant they may be
 */
public record Scope(Condition where, long windowMillis) {

  /** Checks the window. */
  public Scope {
    if (windowMillis <= 0) {
      throw new IllegalArgumentException("window: " + windowMillis + " ms (expected: > 0 ms)");
    }
  }
}
