package io.nearline.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes timers whose threads keep no process alive. */
public final class DaemonTimer {
  private DaemonTimer() {}

  /** Returns a timer of one thread of that name, which runs until it is shut down. */
  public static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
