package io.nearline.server.batch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** Rings once some time has passed. Thread-safe. */
interface Alarms {
  /**
   * Alarms by the JDK's own timer thread. All timeouts of completable futures share it, so what is
   * to be done is not done there, but in the common pool.
   */
  Alarms OF_THE_JDK =
      (millis, ring) -> {
        CompletableFuture<Boolean> alarm = new CompletableFuture<>();
        var unused =
            alarm.thenAccept(
                rings -> {
                  if (rings) {
                    ForkJoinPool.commonPool().execute(ring);
                  }
                });
        alarm.completeOnTimeout(true, millis, TimeUnit.MILLISECONDS);
        // Cancelling would make an exception, stack trace and all, of every call.
        return () -> alarm.complete(false);
      };

  /**
   * Sets an alarm.
   *
   * @param millis in how many milliseconds; 0 or less: as soon as possible
   * @param ring what to do then
   */
  Alarm in(long millis, Runnable ring);

  /** An alarm that was set. */
  interface Alarm {

    /** Stops it, unless it has rung. */
    void stop();
  }
}
