package io.nearline.bench.data;

import java.util.Arrays;

/**
 * Actors, and how many actions each has: the actor of rank r has a share of {@code 1 / sqrt(r)}, so
 * that most have about as many as the average and a few have hundreds of times that. Ids are
 * numbers from 1; those of neighbouring ranks are far apart. Immutable.
 */
public final class Population {
  private static final double EXPONENT = 0.5;

  private final PopulationSize size;
  private final int[] ends;
  private final Permutation ids;

  /** Makes one. */
  public Population(PopulationSize size) {
    this.size = size;
    this.ids = new Permutation(size.actors());
    this.ends = new int[size.actors()];
    double[] shares = new double[size.actors()];
    double sum = 0;
    for (int rank = 0; rank < shares.length; rank++) {
      sum += Math.pow(rank + 1.0, -EXPONENT);
      shares[rank] = sum;
    }
    for (int rank = 0; rank < ends.length; rank++) {
      ends[rank] = (int) Math.round(shares[rank] / sum * size.actions());
    }
  }

  /** Returns how much there is. */
  public PopulationSize size() {
    return size;
  }

  /** Returns the id of the actor with the most actions. */
  public long hottest() {
    return id(0);
  }

  /** Returns the id of the actor of a rank, the one with the most actions being of rank 0. */
  public long id(int rank) {
    return 1L + ids.place(rank);
  }

  /** Returns the rank of an actor. */
  int rank(long id) {
    return ids.number((int) (id - 1));
  }

  /** Returns the first of the actions of the actor of a rank. */
  int begin(int rank) {
    return rank == 0 ? 0 : ends[rank - 1];
  }

  /** Returns the one behind the last of the actions of the actor of a rank. */
  int end(int rank) {
    return ends[rank];
  }

  /** Returns the rank of the actor who has an action. */
  int rankOf(int action) {
    int found = Arrays.binarySearch(ends, action + 1);
    int rank = found >= 0 ? found : -found - 1;
    while (rank > 0 && ends[rank - 1] > action) {
      rank--;
    }
    return rank;
  }
}
