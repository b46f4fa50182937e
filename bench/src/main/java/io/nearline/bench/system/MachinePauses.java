package io.nearline.bench.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How much the machine stands still by itself: processors that others use too are taken away for
 * milliseconds, and every latency that is measured has that in it. After jHiccup.
 *
 * @param looked how long each processor was looked at
 * @param share of that time for which processors stood still, 0 to 1
 * @param worst the longest that one stood still
 */
public record MachinePauses(Duration looked, double share, Duration worst) {
  private static final long LEAST_NANOS = 1_000_000;

  /** Until the code that looks is compiled. */
  private static final Duration WARM_UP = Duration.ofMillis(300);

  /** What one processor did: the nanoseconds for which it stood still, and the most at once. */
  private record Lost(long sum, long most) {}

  /** Looks for five seconds. */
  public static MachinePauses look() throws InterruptedException {
    return look(Duration.ofSeconds(5));
  }

  /** Keeps every processor busy for a time, with what notices when it isn't. */
  static MachinePauses look(Duration time) throws InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(processors);
    try {
      List<Future<Lost>> each = new ArrayList<>();
      for (int i = 0; i < processors; i++) {
        each.add(threads.submit(() -> spin(time.toNanos())));
      }
      long sum = 0;
      long most = 0;
      for (Future<Lost> one : each) {
        sum += one.get().sum();
        most = Math.max(most, one.get().most());
      }
      double share = (double) sum / (processors * time.toNanos());
      return new MachinePauses(time, share, Duration.ofNanos(most));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Lost spin(long nanos) {
    var unused = lost(WARM_UP.toNanos());
    return lost(nanos);
  }

  private static Lost lost(long nanos) {
    long begin = System.nanoTime();
    long last = begin;
    long sum = 0;
    long most = 0;
    while (last - begin < nanos) {
      long now = Math.min(System.nanoTime() - begin, nanos) + begin;
      long gap = now - last;
      if (gap >= LEAST_NANOS) {
        sum += gap;
        most = Math.max(most, gap);
      }
      last = now;
    }
    return new Lost(sum, most);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "idle, this machine's processors stood still for %.1f %% of %d s, %.1f ms at worst",
        100 * share,
        looked.toSeconds(),
        worst.toNanos() / 1e6);
  }
}
