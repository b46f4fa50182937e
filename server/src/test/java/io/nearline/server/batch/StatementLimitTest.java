package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that climbs over throughputs that a test makes up. */
class StatementLimitTest {
  private static final int ENTITIES = 100;
  private long now;
  private int statementsOfABatch = 1;
  private final StatementLimit limit = new StatementLimit(1, 32, () -> now);

  /** Lets batches end for a time, as many as the throughput at each limit makes possible. */
  private int climb(int windows, IntToDoubleFunction throughput) {
    int largest = 0;
    long end = now + windows * StatementLimit.WINDOW_NANOS;
    while (now < end) {
      now += (long) (1e9 * ENTITIES / throughput.applyAsDouble(limit.current()));
      limit.overWithOthersWaiting(ENTITIES, statementsOfABatch);
      largest = Math.max(largest, limit.current());
    }
    return largest;
  }

  /** A throughput that grows with the statements up to a number, then falls slowly. */
  private static double busyAt(double throughput, int statements, int processors) {
    return throughput
        * Math.min(statements, processors)
        / processors
        * Math.pow(0.98, Math.max(0, statements - processors));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "8", "20", "32"})
  void findsWhatKeepsPinotBusy(int processors) {
    climb(120, statements -> busyAt(100_000, statements, processors));

    for (int i = 0; i < 20; i++) {
      climb(1, statements -> busyAt(100_000, statements, processors));
      // One step more or less may be on trial.
      assertThat(limit.current()).isBetween(processors * 4 / 9, processors * 9 / 4 + 1);
    }
  }

  /** A batch is sent while any place is free, so the last one may take more than there are. */
  @ParameterizedTest
  @CsvSource({"4, 1, 4", "8, 5, 8", "16, 13, 16", "32, 25, 32"})
  void findsWhatKeepsPinotBusyByBatchesOfSeveralStatements(int processors, int least, int most) {
    statementsOfABatch = 4;
    IntToDoubleFunction throughput = places -> busyAt(100_000, (places + 3) / 4 * 4, processors);
    climb(200, throughput);
    int[] found = new int[1];
    for (int i = 0; i < 20; i++) {
      climb(1, throughput);
      found[0] += limit.current() >= least && limit.current() <= most ? 1 : 0;
    }

    // Now and then one batch more or fewer is on trial.
    assertThat(found[0]).isGreaterThan(14);
  }

  @Test
  void staysWithOneWhereMoreBringNothing() {
    int[] trials = new int[1];
    for (int i = 0; i < 1000; i++) {
      climb(1, statements -> 100_000.0);
      assertThat(limit.current()).isLessThanOrEqualTo(2);
      trials[0] += limit.current() - 1;
    }

    assertThat(trials[0]).isBetween(10, 60);
  }

  @Test
  void noiseMovesItSeldom() {
    Random random = new Random(1);
    int above = 0;
    for (int i = 0; i < 2000; i++) {
      climb(
          1,
          statements ->
              100_000 * Math.pow(0.85, statements) * Math.exp(0.15 * random.nextGaussian()));
      above += limit.current() > 2 ? 1 : 0;
    }

    assertThat(above).isLessThan(100);
  }

  @Test
  void followsWhereTheBestMoves() {
    climb(150, statements -> busyAt(100_000, statements, 12));
    assertThat(limit.current()).isGreaterThan(5);
    climb(600, statements -> busyAt(50_000, statements, 2));

    assertThat(limit.current()).isBetween(1, 4);
  }

  @Test
  void learnsNothingWhereNobodyWaits() {
    for (int i = 0; i < 1000; i++) {
      now += StatementLimit.WINDOW_NANOS;
      limit.overWithOthersWaiting(ENTITIES, statementsOfABatch);
      limit.overWithNobodyWaiting(ENTITIES, statementsOfABatch);
    }

    assertThat(limit.current()).isEqualTo(1);
  }

  @Test
  void aTryEndsAlsoWhenItLeavesNobodyWaiting() {
    int above = 0;
    for (int i = 0; i < 5000; i++) {
      now += StatementLimit.WINDOW_NANOS / 20;
      if (limit.current() == 1) {
        limit.overWithOthersWaiting(ENTITIES, statementsOfABatch);
      } else {
        limit.overWithNobodyWaiting(ENTITIES, statementsOfABatch);
        above++;
      }
    }

    assertThat(above).isBetween(50, 500);
  }

  @Test
  void aTryIsGivenUpWhenTheLoadIsGone() {
    while (limit.current() == 1) {
      climb(1, statements -> 100_000.0);
    }
    now += 2 * StatementLimit.LONGEST_WINDOW_NANOS;
    limit.overWithNobodyWaiting(ENTITIES, statementsOfABatch);

    assertThat(limit.current()).isEqualTo(1);
  }
}
