package io.nearline.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Collects the ends of calls. Safe for use by several threads. */
final class Latencies {
  private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();
  private static final int DIGITS = 3;
  private static final int KEPT_FAILURES = 5;

  private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failed = new AtomicInteger();

  void answered(long tookNanos) {
    nanos.recordValue(Math.min(Math.max(tookNanos, 0), LONGEST_NANOS));
  }

  void failed(Throwable reason) {
    if (failed.getAndIncrement() < KEPT_FAILURES) {
      failures.add(String.valueOf(reason));
    }
  }

  Measured over(Duration time) {
    return new Measured(nanos.copy(), time, List.copyOf(failures));
  }
}
