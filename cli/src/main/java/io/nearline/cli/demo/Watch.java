package io.nearline.cli.demo;

import io.nearline.cli.CommandException;
import io.nearline.cli.demo.EventGenerator.JobEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Acts for one member, and shows how the member's features change with every action. */
final class Watch {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 5_000_000;
  private static final List<String> TYPES = List.of("view", "save", "view", "apply");
  private static final List<String> COUNTS = List.of("views_24h", "saves_24h", "applies_24h");

  private final DemoWorld world;
  private final Feed feed;
  private final MemberFeatures features;
  private final WatchScreen screen;
  private final Duration pause;
  private final Random random;
  private long number;

  /**
   * Makes the watch.
   *
   * @param pause how long a person has to read what has changed
   */
  Watch(
      DemoWorld world,
      long seed,
      Feed feed,
      MemberFeatures features,
      WatchScreen screen,
      Duration pause) {
    this.world = world;
    this.feed = feed;
    this.features = features;
    this.screen = screen;
    this.pause = pause;
    this.random = new Random(seed);
  }

  /** Acts and shows until told to stop. */
  void run(BooleanSupplier stopped) {
    Map<String, String> before = features.texts(DemoWorld.WATCHED);
    while (!stopped.getAsBoolean()) {
      JobEvent event =
          JobEvent.of(
              "watched-" + ++number,
              TYPES.get((int) (number % TYPES.size())),
              DemoWorld.WATCHED,
              world.job(random),
              random,
              System.currentTimeMillis());
      long started = System.nanoTime();
      feed.send(new GeneratedEvent(event.record(""), Fate.ACTION));
      awaitAction(number, event, started);
      long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
      Map<String, String> after = features.texts(DemoWorld.WATCHED);
      screen.show(event, millis, before, after, feed.total());
      before = after;
      for (long left = pause.toNanos(); left > 0 && !stopped.getAsBoolean(); ) {
        long slept = System.nanoTime();
        LockSupport.parkNanos(Math.min(left, 50_000_000));
        left -= System.nanoTime() - slept;
      }
    }
  }

  private void awaitAction(long expected, JobEvent event, long started) {
    while (features.sum(COUNTS, DemoWorld.WATCHED) < expected) {
      if (System.nanoTime() - started > BOUND.toNanos()) {
        throw CommandException.failed(
            "event %s of member %d is in no feature after %d s"
                .formatted(event.id(), event.member(), BOUND.toSeconds()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
