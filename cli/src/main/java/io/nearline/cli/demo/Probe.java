package io.nearline.cli.demo;

import io.nearline.cli.CommandException;
import io.nearline.cli.demo.EventGenerator.JobEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Measures how long it takes from before an event is published until GetFeatures shows it, again
 * and again, for members that nobody else acts for. For use by one thread.
 */
final class Probe {
  private static final List<String> FEATURE = List.of("views_1h");
  private static final long POLL_NANOS = 4_000_000;
  private static final int LONGEST_PAUSE_MILLIS = 150;
  private static final Duration WARMING = Duration.ofSeconds(8);
  private static final int WARMING_EVENTS = 40;
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final DemoWorld world;
  private final Feed feed;
  private final MemberFeatures features;
  private final Random random;
  private final Map<Long, Long> views = new HashMap<>();
  private long number;

  Probe(DemoWorld world, long seed, Feed feed, MemberFeatures features) {
    this.world = world;
    this.feed = feed;
    this.features = features;
    this.random = new Random(seed);
  }

  /** Measures until told to stop, at moments that follow no rhythm. */
  void run(BooleanSupplier stopped, Latencies latencies) {
    List<Long> members = world.probes();
    while (!stopped.getAsBoolean()) {
      latencies.add(once(members.get((int) (number % members.size()))));
      LockSupport.parkNanos(1_000_000L * random.nextInt(LONGEST_PAUSE_MILLIS));
    }
  }

  /**
   * Sends events one by one until they find their members' attributes, and the JVMs that they pass
   * have met some.
   */
  void warmUp() {
    List<Long> members = world.probes();
    long end = System.nanoTime() + WARMING.toNanos();
    for (int i = 0; i < WARMING_EVENTS && System.nanoTime() - end < 0; i++) {
      once(members.get(i % members.size()));
    }
    long member = members.get(0);
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (features.texts(member).getOrDefault("industry_24h", "-").equals("-")) {
      if (System.nanoTime() > deadline) {
        throw CommandException.failed("events are not joined with their member's attributes");
      }
      once(member);
    }
  }

  private long once(long member) {
    long expected = views.merge(member, 1L, Long::sum);
    JobEvent event =
        new JobEvent(
            "probe-" + ++number,
            "view",
            member,
            world.job(random),
            "desktop",
            1_000,
            System.currentTimeMillis());
    long started = System.nanoTime();
    feed.send(new GeneratedEvent(event.record(""), Fate.ACTION));
    while (features.sum(FEATURE, member) < expected) {
      if (System.nanoTime() - started > BOUND.toNanos()) {
        throw CommandException.failed(
            "event %s of member %d is in no feature after %d s"
                .formatted(event.id(), member, BOUND.toSeconds()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return System.nanoTime() - started;
  }
}
