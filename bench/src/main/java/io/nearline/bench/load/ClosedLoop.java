package io.nearline.bench.load;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Callers each of whom calls again as soon as it is answered. No caller has a thread: the next call
 * is made where the answer to the last one arrives.
 *
 * @param callers how many callers there are, at least 1
 * @param leadIn how long they call before what they see counts
 * @param time how long it counts
 */
public record ClosedLoop(int callers, Duration leadIn, Duration time) {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

  /** Checks the ranges. */
  public ClosedLoop {
    if (callers < 1) {
      throw new IllegalArgumentException("callers: " + callers + " (expected: at least 1)");
    }
    if (leadIn.isNegative() || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "time: " + leadIn + ", " + time + " (expected: at least 0 s, more than 0 s)");
    }
  }

  /**
   * Calls a target, until the time is over and the last call is answered. A caller whose call fails
   * calls no more.
   *
   * @param seed of the choices
   */
  public Measured run(Target target, Choice choice, long seed) throws InterruptedException {
    Latencies latencies = new Latencies();
    CountDownLatch running = new CountDownLatch(callers);
    long from = System.nanoTime() + leadIn.toNanos();
    long until = from + time.toNanos();
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < callers; i++) {
      new Caller(target, choice, seeds.split(), latencies, from, until, running).call();
    }
    if (!running.await(leadIn.plus(time).plus(LAST_ANSWERS).toNanos(), TimeUnit.NANOSECONDS)) {
      latencies.failed(
          new IllegalStateException(running.getCount() + " callers were never answered"));
    }
    return latencies.over(time);
  }

  /** One caller. What it remembers passes from thread to thread with its call. */
  private static final class Caller implements Target.End {
    private final Target target;
    private final Choice choice;
    private final SplittableRandom random;
    private final Latencies latencies;
    private final long from;
    private final long until;
    private final CountDownLatch running;
    private long called;

    Caller(
        Target target,
        Choice choice,
        SplittableRandom random,
        Latencies latencies,
        long from,
        long until,
        CountDownLatch running) {
      this.target = target;
      this.choice = choice;
      this.random = random;
      this.latencies = latencies;
      this.from = from;
      this.until = until;
      this.running = running;
    }

    void call() {
      long[] actors = choice.next(random);
      called = System.nanoTime();
      target.call(actors, this);
    }

    @Override
    public void answered() {
      long now = System.nanoTime();
      if (now - from >= 0 && now - until < 0) {
        latencies.answered(now - called);
      }
      if (now - until < 0) {
        call();
      } else {
        running.countDown();
      }
    }

    @Override
    public void failed(Throwable reason) {
      latencies.failed(reason);
      running.countDown();
    }
  }
}
