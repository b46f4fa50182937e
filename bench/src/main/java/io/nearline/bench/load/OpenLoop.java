package io.nearline.bench.load;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Calls at a fixed rate, whether earlier ones are answered or not. A call's latency counts from
 * when it was to begin, not from when it did: what stalls the caller is not left out (coordinated
 * omission).
 *
 * @param perSecond how many calls begin a second, more than 0
 * @param time for how long, more than 0
 */
public record OpenLoop(double perSecond, Duration time) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

  /** Checks the ranges. */
  public OpenLoop {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: more than 0)");
    }
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time: " + time + " (expected: more than 0 s)");
    }
  }

  /**
   * Calls a target, until the time is over and the last call is answered.
   *
   * @param seed of the choices
   */
  public Measured run(Target target, Choice choice, long seed, Ticker ticker)
      throws InterruptedException {
    Latencies latencies = new Latencies();
    SplittableRandom random = new SplittableRandom(seed);
    Semaphore ended = new Semaphore(0);
    long begin = ticker.nanos();
    double interval = NANOS_PER_SECOND / perSecond;
    long calls = Math.max(1, Math.round(time.toNanos() / interval));
    for (long i = 0; i < calls; i++) {
      long intended = begin + Math.round(i * interval);
      ticker.awaitUntil(intended);
      target.call(choice.next(random), new Call(intended, ticker, latencies, ended));
    }
    Duration took = Duration.ofNanos(Math.max(ticker.nanos() - begin, time.toNanos()));
    if (!ended.tryAcquire(Math.toIntExact(calls), LAST_ANSWERS.toNanos(), TimeUnit.NANOSECONDS)) {
      latencies.failed(
          new IllegalStateException(
              (calls - ended.availablePermits()) + " calls were never answered"));
    }
    return latencies.over(took);
  }

  private record Call(long intended, Ticker ticker, Latencies latencies, Semaphore ended)
      implements Target.End {
    @Override
    public void answered() {
      latencies.answered(ticker.nanos() - intended);
      ended.release();
    }

    @Override
    public void failed(Throwable reason) {
      latencies.failed(reason);
      ended.release();
    }
  }
}
