package io.nearline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenLoopTest {
  private static final long MILLI = 1_000_000;
  private static final OpenLoop HUNDRED = new OpenLoop(100, Duration.ofSeconds(1));

  private final FakeTicker ticker = new FakeTicker();

  @Test
  void callsAtTheRate() throws Exception {
    List<Long> begun = new ArrayList<>();
    Measured measured =
        HUNDRED.run(
            (actors, end) -> {
              begun.add(ticker.nanos());
              end.answered();
            },
            Choice.uniform(10),
            1,
            ticker);

    assertThat(begun).hasSize(100);
    assertThat(begun.get(99) - begun.get(0)).isEqualTo(990 * MILLI);
    assertThat(measured.perSecond()).isEqualTo(100);
    assertThat(measured.millis(100)).isZero();
  }

  @Test
  void countsTheTimeThatAStallKeepsLaterCallsFromBeginning() throws Exception {
    int[] calls = {0};
    Measured measured =
        HUNDRED.run(
            (actors, end) -> {
              if (calls[0]++ == 0) {
                ticker.now += 200 * MILLI; // the first call keeps the caller for 20 intervals
              }
              end.answered();
            },
            Choice.uniform(10),
            1,
            ticker);

    // 200, 190, 180 … 10 ms: each of those that were due meanwhile was late.
    assertThat(measured.millis(100)).isBetween(199.0, 201.0);
    assertThat(measured.latencies().getCountBetweenValues(9 * MILLI, 201 * MILLI)).isEqualTo(20);
    assertThat(measured.calls()).isEqualTo(100);
  }

  @Test
  void tellsFailures() throws Exception {
    Measured measured =
        HUNDRED.run(
            (actors, end) -> end.failed(new IllegalStateException("refused")),
            Choice.uniform(10),
            1,
            ticker);

    assertThat(measured.calls()).isZero();
    assertThat(measured.failures())
        .hasSize(5)
        .containsOnly("java.lang.IllegalStateException: refused");
  }

  @Test
  void needsARate() {
    assertThatThrownBy(() -> new OpenLoop(Double.NaN, Duration.ofSeconds(1)))
        .hasMessage("perSecond: NaN (expected: more than 0)");
  }

  /** Waiting is what makes the time pass. */
  private static final class FakeTicker implements Ticker {
    private long now = 5_000;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void awaitUntil(long nanos) {
      now = Math.max(now, nanos);
    }
  }
}
