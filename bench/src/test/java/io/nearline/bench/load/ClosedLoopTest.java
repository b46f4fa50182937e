package io.nearline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ClosedLoopTest {
  private static final ClosedLoop FIVE =
      new ClosedLoop(5, Duration.ofMillis(10), Duration.ofMillis(100));

  @Test
  void neverHasMoreCallsAtOnceThanCallers() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ScheduledExecutorService answers = Executors.newScheduledThreadPool(2);
    try {
      Measured measured =
          FIVE.run(
              (actors, end) -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                var unused =
                    answers.schedule(
                        () -> {
                          running.decrementAndGet();
                          end.answered();
                        },
                        1,
                        TimeUnit.MILLISECONDS);
              },
              Choice.uniform(10),
              1);

      assertThat(most.get()).isEqualTo(5);
      assertThat(running.get()).isZero();
      assertThat(measured.calls()).isPositive();
      assertThat(measured.latencies().getMinValue()).isGreaterThanOrEqualTo(990_000);
    } finally {
      answers.shutdownNow();
    }
  }

  @Test
  void endsWhenAllCallersHaveFailed() throws Exception {
    Measured measured =
        FIVE.run(
            (actors, end) -> end.failed(new IllegalStateException("refused")),
            Choice.uniform(10),
            1);

    assertThat(measured.failures()).hasSize(5);
  }

  @Test
  void choosesWhomCallsAskFor() {
    SplittableRandom random = new SplittableRandom(1);
    Choice half = Choice.halfFor(77, 1_000_000);
    long hot = 0;
    for (int i = 0; i < 10_000; i++) {
      assertThat(Choice.uniform(3).next(random)[0]).isBetween(1L, 3L);
      hot += half.next(random)[0] == 77 ? 1 : 0;
    }

    assertThat(hot).isBetween(4_700L, 5_300L);
    long[] several = Choice.several(500, 2_000).next(random);
    assertThat(Arrays.stream(several).distinct().count()).isEqualTo(500);
    assertThat(Arrays.stream(several).boxed()).allMatch(actor -> actor >= 1 && actor <= 2_000);
  }
}
