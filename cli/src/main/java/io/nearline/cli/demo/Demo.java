package io.nearline.cli.demo;

import io.nearline.cli.CommandException;
import io.nearline.cli.get.FeatureClient;
import io.nearline.cli.replay.Pace;
import io.nearline.cli.replay.Publisher;
import io.nearline.cli.system.Endpoints;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run of the demo on a system that is up and empty. */
final class Demo {
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;
  private static final List<String> TABLES = List.of("actions", "actions_by_object");

  private final Endpoints endpoints;
  private final long seed;
  private final Duration duration;
  private final double rate;
  private final WatchScreen screen;
  private final Duration pause;
  private final DemoWorld world;

  /**
   * Makes a run.
   *
   * @param duration how long events are generated
   * @param rate how many a second
   * @param pause how long each of the watched member's actions is left on the screen
   */
  Demo(
      Endpoints endpoints,
      long seed,
      Duration duration,
      double rate,
      WatchScreen screen,
      Duration pause) {
    this.endpoints = endpoints;
    this.seed = seed;
    this.duration = duration;
    this.rate = rate;
    this.screen = screen;
    this.pause = pause;
    this.world = new DemoWorld(seed);
  }

  /** Runs, and waits until everything that was published is accounted for and visible. */
  DemoSummary run() {
    try (Publisher publisher = new Publisher(endpoints.kafka());
        FeatureClient client = new FeatureClient(endpoints.grpc())) {
      Feed feed = new Feed(publisher);
      MemberFeatures features = new MemberFeatures(client);
      world.attributeRecords().forEach(feed::send);
      feed.flush();
      Probe probe = new Probe(world, seed + 1, feed, features);
      probe.warmUp();
      ReadLoad reads = new ReadLoad(world, seed + 2, features);
      Watch watch = new Watch(world, seed + 3, feed, features, screen, pause);
      runAll(feed, probe, reads, watch);
      feed.flush();
      return settled(feed, probe, reads);
    }
  }

  private void runAll(Feed feed, Probe probe, ReadLoad reads, Watch watch) {
    long end = System.nanoTime() + duration.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      BooleanSupplier stopped = () -> System.nanoTime() - end > 0 || threads.isShutdown();
      List<Future<?>> parts =
          List.of(
              threads.submit(() -> generate(feed, stopped)),
              threads.submit(() -> probe.run(stopped)),
              threads.submit(() -> reads.run(stopped)),
              threads.submit(() -> watch.run(stopped)));
      for (Future<?> part : parts) {
        await(part);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void generate(Feed feed, BooleanSupplier stopped) {
    EventGenerator generator = new EventGenerator(world, seed, "e-");
    Pace pace = Pace.of(rate);
    for (long index = 0; !stopped.getAsBoolean(); index++) {
      pace.await(index);
      feed.send(generator.next(System.currentTimeMillis()));
    }
  }

  /** Waits until account and tables have everything, or no longer than a bound. */
  private DemoSummary settled(Feed feed, Probe probe, ReadLoad reads) {
    Map<Fate, Long> published =
        Arrays.stream(Fate.values()).collect(Collectors.toMap(Function.identity(), feed::count));
    PinotRows pinot = new PinotRows(endpoints.pinotBroker());
    long deadline = System.nanoTime() + SETTLE.toNanos();
    try (Account account = new Account(endpoints.kafka())) {
      while (true) {
        Account.Totals totals = account.read();
        Map<String, Long> rows = new TreeMap<>();
        TABLES.forEach(table -> rows.put(table, pinot.count(table)));
        DemoSummary summary =
            new DemoSummary(
                published,
                totals,
                rows,
                probe.latencies(),
                reads.latencies(),
                reads.featureCount());
        if (summary.discrepancies().isEmpty() || System.nanoTime() - deadline > 0) {
          return summary;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  private static void await(Future<?> part) {
    try {
      part.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }
}
