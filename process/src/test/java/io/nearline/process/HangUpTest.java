package io.nearline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {

  @Test
  void eachSignalIsHandledAndEndsNothing() throws Exception {
    Semaphore handled = new Semaphore(0);
    assertThat(HangUp.handle(handled::release)).isTrue();
    for (int i = 0; i < 2; i++) {
      Process kill =
          new ProcessBuilder("kill", "-HUP", String.valueOf(ProcessHandle.current().pid()))
              .inheritIO()
              .start();

      assertThat(kill.waitFor()).isZero();
      assertThat(handled.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
