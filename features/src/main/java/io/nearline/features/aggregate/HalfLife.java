package io.nearline.features.aggregate;

/**
 * {@code half_life}: the time in which an action loses half of its weight. An action weighs {@code
 * 2^(−age / half_life)}: 1 at the instant of the evaluation, ½ one half-life before it.
 *
 * @param millis its length in milliseconds, from 1
 */
public record HalfLife(long millis) {
  /**
   * How many half-lives a window may have for a database to weigh its actions. The least weight is
   * then {@code 2^-256}: what a value of less than 1e-230 loses by it is all that is lost.
   */
  private static final int MOST_IN_A_WINDOW = 256;

  /** Checks the length. */
  public HalfLife {
    if (millis < 1) {
      throw new IllegalArgumentException("half_life: " + millis + "ms (expected: > 0ms)");
    }
  }

  /**
   * Returns an action's weight, from 0 to 1. It is the same on every machine, which {@link
   * Math#pow} does not promise.
   *
   * @param ageMillis how old the action is in milliseconds, from 0
   */
  double weight(long ageMillis) {
    return StrictMath.pow(2, -(double) ageMillis / millis);
  }

  /** Returns whether {@code e^(−age · ln 2 / half_life)} is exact enough over a window. */
  boolean isExactOver(long windowMillis) {
    return windowMillis / MOST_IN_A_WINDOW < millis;
  }

  /** Returns it as an argument: equal texts mean the same. */
  String text() {
    return "half_life: " + millis + "ms";
  }
}
