package io.nearline.bench.load;

import java.util.concurrent.locks.LockSupport;

/** Time that passes. */
public interface Ticker {
  /** The machine's. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void awaitUntil(long nanos) {
          long rest = nanos - System.nanoTime();
          while (rest > 0) {
            LockSupport.parkNanos(rest);
            rest = nanos - System.nanoTime();
          }
        }
      };

  /** Returns the time in nanoseconds since whenever. */
  long nanos();

  /** Waits until it is that late; not at all when it is already. */
  void awaitUntil(long nanos);
}
