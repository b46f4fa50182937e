package io.nearline.bench.load;

import java.util.random.RandomGenerator;

/** Whom calls ask for. */
@FunctionalInterface
public interface Choice {

  /** Returns the actors of one call. */
  long[] next(RandomGenerator random);

  /** Returns calls for one actor each of those from 1, all equally likely. */
  static Choice uniform(int actors) {
    return random -> new long[] {1L + random.nextInt(actors)};
  }

  /** Returns calls of which half ask for one actor, the others for any. */
  static Choice halfFor(long hot, int actors) {
    return random -> new long[] {random.nextBoolean() ? hot : 1L + random.nextInt(actors)};
  }

  /**
   * Returns calls for several different actors each.
   *
   * @param count how many, at most as many as there are
   */
  static Choice several(int count, int actors) {
    int stride = actors / count;
    return random -> {
      long[] chosen = new long[count];
      for (int i = 0; i < count; i++) {
        chosen[i] = 1L + (long) i * stride + random.nextInt(stride);
      }
      return chosen;
    };
  }
}
