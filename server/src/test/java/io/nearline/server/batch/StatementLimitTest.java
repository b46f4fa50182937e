package io.nearline.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that climbs over throughputs that a test makes up. */
class StatementLimitTest {
  private static final int ENTITIES = 100;
  private long now;
  private final StatementLimit limit = new StatementLimit(2, 32, () -> now);

  /** Lets batches end for a time, as many as the throughput at each limit makes possible. */
  private int climb(int windows, IntToDoubleFunction throughput) {
    int largest = 0;
    long end = now + windows * StatementLimit.WINDOW_NANOS;
    while (now < end) {
      now += (long) (1e9 * ENTITIES / throughput.applyAsDouble(limit.current()));
      limit.overWithOthersWaiting(ENTITIES);
      largest = Math.max(largest, limit.current());
    }
    return largest;
  }

  /** A throughput that is a twentieth less for each step from the best. */
  private static double best(double throughput, int statements, int best) {
    return throughput * Math.pow(0.95, Math.abs(statements - best));
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "8", "20", "32"})
  void staysAroundTheBest(int best) {
    climb(200, statements -> best(100_000, statements, best));

    for (int i = 0; i < 20; i++) {
      climb(1, statements -> best(100_000, statements, best));
      assertThat(limit.current()).isBetween(best - 2, best + 2);
    }
  }

  @Test
  void takesFewWhereMoreBringNothing() {
    climb(200, statements -> 100_000.0);

    assertThat(climb(50, statements -> 100_000.0)).isLessThanOrEqualTo(3);
  }

  @Test
  void followsWhereTheBestMoves() {
    climb(100, statements -> best(100_000, statements, 12));
    climb(100, statements -> best(50_000, statements, 4));

    assertThat(limit.current()).isBetween(2, 6);
  }

  @Test
  void learnsNothingWhereNobodyWaits() {
    for (int i = 0; i < 1000; i++) {
      now += StatementLimit.WINDOW_NANOS;
      limit.overWithOthersWaiting(ENTITIES);
      limit.overWithNobodyWaiting();
    }

    assertThat(limit.current()).isEqualTo(2);
  }
}
