package io.nearline.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MachinePausesTest {
  private static final Duration TIME = Duration.ofMillis(600);

  @Test
  void processorsThatOthersUseStandStill() throws InterruptedException {
    int others = 3 * Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(others);
    AtomicBoolean isOver = new AtomicBoolean();
    try {
      for (int i = 0; i < others; i++) {
        threads.execute(
            () -> {
              while (!isOver.get()) {
                Thread.onSpinWait();
              }
            });
      }
      MachinePauses pauses = MachinePauses.look(TIME);
      assertThat(pauses.share()).isBetween(0.3, 1.0);
      assertThat(pauses.worst()).isBetween(Duration.ofMillis(1), TIME);
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void isToldInOneLine() {
    assertThat(new MachinePauses(Duration.ofSeconds(5), 0.0812, Duration.ofMillis(26)))
        .hasToString(
            "idle, this machine's processors stood still for 8.1 % of 5 s, 26.0 ms at worst");
  }
}
