package io.nearline.bench.data;

/**
 * How much data there is.
 *
 * @param actions how many actions all actors together have
 * @param actors how many actors there are, no more than actions
 */
public record PopulationSize(int actions, int actors) {
  /** Checks the ranges. */
  public PopulationSize {
    if (actors < 1) {
      throw new IllegalArgumentException("actors: " + actors + " (expected: at least 1)");
    }
    if (actions < actors) {
      throw new IllegalArgumentException(
          "actions: " + actions + " (expected: at least one an actor, " + actors + ")");
    }
  }
}
