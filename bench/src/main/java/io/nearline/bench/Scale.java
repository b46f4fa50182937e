package io.nearline.bench;

import io.nearline.bench.data.PopulationSize;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param data the actions that most is measured over
 * @param small those of the smaller of two more tables; the larger has eight times the actors
 * @param rounds how many rounds count
 * @param warmUps how long each cell is measured in rounds before those, that don't count
 * @param each how long each cell is measured in a round
 * @param batches how many actors a statement by hand asks for, all of them tried
 * @param starts how often a server is started
 */
record Scale(
    PopulationSize data,
    PopulationSize small,
    int rounds,
    List<Duration> warmUps,
    Duration each,
    List<Integer> batches,
    int starts) {
  /** What the goals are about. */
  static final Scale FULL =
      new Scale(
          new PopulationSize(2_000_000, 200_000),
          new PopulationSize(1_000_000, 100_000),
          5,
          List.of(Duration.ofSeconds(2), Duration.ofSeconds(1)),
          Duration.ofSeconds(3),
          List.of(100, 200, 500, 1000, 2000),
          5);

  /** Enough to see whether it works. */
  static final Scale QUICK =
      new Scale(
          new PopulationSize(100_000, 10_000),
          new PopulationSize(20_000, 2_000),
          1,
          List.of(Duration.ofMillis(400)),
          Duration.ofSeconds(1),
          List.of(500),
          1);

  private static final int FACTOR = 8;

  Scale {
    warmUps = List.copyOf(warmUps);
    batches = List.copyOf(batches);
  }

  /** Returns how much data the larger of the two tables has. */
  PopulationSize large() {
    return new PopulationSize(small.actions() * FACTOR, small.actors() * FACTOR);
  }

  Scale withRounds(int count) {
    return new Scale(data, small, count, warmUps, each, batches, starts);
  }
}
