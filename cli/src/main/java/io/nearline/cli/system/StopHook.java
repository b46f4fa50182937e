package io.nearline.cli.system;

import io.nearline.process.ExitCode;
import io.nearline.process.ParentPipe;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops a system when this process is told to end: by Ctrl-C, by SIGTERM, or by the end of the
 * process that has started it, see {@link ParentPipe}.
 */
public final class StopHook {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Runnable close;
  private final AtomicBoolean settled = new AtomicBoolean();

  private StopHook(Runnable close) {
    this.close = close;
  }

  /**
   * Installs the hook.
   *
   * @param close stops the system; a second call waits for the first
   * @param code how this process ends when it is told to
   */
  public static StopHook install(Runnable close, ExitCode code) {
    StopHook hook = new StopHook(close);
    Thread thread =
        new Thread(
            () -> {
              if (hook.stop()) {
                Runtime.getRuntime().halt(code.code());
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(thread);
    ParentPipe.watch(hook::stop, GRACE);
    return hook;
  }

  /**
   * Leaves the rest to the caller, who is about to stop the system. When it is being stopped
   * already, never returns: the process is about to end.
   */
  public void disarm() {
    if (settled.getAndSet(true)) {
      awaitEnd();
    }
  }

  /** Stops the system, or waits until it has stopped; returns whether it wasn't settled before. */
  private boolean stop() {
    boolean told = !settled.getAndSet(true);
    if (told) {
      System.err.println("stopping");
    }
    close.run();
    return told;
  }

  private static void awaitEnd() {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException stayUntilTheEnd) {
        Thread.interrupted();
      }
    }
  }
}
