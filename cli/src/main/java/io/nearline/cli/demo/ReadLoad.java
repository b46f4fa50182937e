package io.nearline.cli.demo;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks for a whole service, for one member after the other, and measures it. One thread. */
final class ReadLoad {
  private static final long PAUSE_NANOS = 25_000_000;

  private final DemoWorld world;
  private final MemberFeatures features;
  private final Random random;
  private int featureCount;

  ReadLoad(DemoWorld world, long seed, MemberFeatures features) {
    this.world = world;
    this.features = features;
    this.random = new Random(seed);
  }

  /** Asks until told to stop. */
  void run(BooleanSupplier stopped, Latencies latencies) {
    while (!stopped.getAsBoolean()) {
      long member = world.member(random);
      long started = System.nanoTime();
      featureCount = features.all(member);
      latencies.add(System.nanoTime() - started);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Returns how many features an answer had. */
  int featureCount() {
    return featureCount;
  }
}
