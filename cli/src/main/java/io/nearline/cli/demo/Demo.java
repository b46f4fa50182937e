package io.nearline.cli.demo;

import io.nearline.cli.CommandException;
import io.nearline.cli.account.Account;
import io.nearline.cli.account.AccountTotals;
import io.nearline.cli.get.FeatureClient;
import io.nearline.cli.replay.Pace;
import io.nearline.cli.replay.Publisher;
import io.nearline.cli.system.Endpoints;
import io.nearline.cli.system.PinotRows;
import java.time.Duration;
import java.util.ArrayList;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run of the demo on a system that is up and empty. */
final class Demo {
  private static final Duration SETTLE = Duration.ofSeconds(60);
  private static final int WARMING_PART = 4;
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
      long measured = System.nanoTime() + duration.dividedBy(WARMING_PART).toNanos();
      Latencies freshness = new Latencies(measured);
      Latencies answers = new Latencies(measured);
      TableFreshness tables = new TableFreshness(endpoints.metrics(), measured);
      runAll(
          List.of(
              stopped -> generate(feed, stopped),
              stopped -> probe.run(stopped, freshness),
              stopped -> reads.run(stopped, answers),
              tables::run,
              watch::run));
      feed.flush();
      return settled(
          feed,
          new ShopFeatures(client),
          freshness,
          tables.tables(),
          answers,
          reads.featureCount());
    }
  }

  private void runAll(List<Consumer<BooleanSupplier>> parts) {
    long end = System.nanoTime() + duration.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(parts.size());
    try {
      BooleanSupplier stopped = () -> System.nanoTime() - end > 0 || threads.isShutdown();
      List<Future<?>> running = new ArrayList<>();
      parts.forEach(part -> running.add(threads.submit(() -> part.accept(stopped))));
      running.forEach(Demo::await);
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
  private DemoSummary settled(
      Feed feed,
      ShopFeatures shop,
      Latencies freshness,
      Map<String, Latencies> tables,
      Latencies answers,
      int featureCount) {
    Map<Fate, Long> published =
        Arrays.stream(Fate.values()).collect(Collectors.toMap(Function.identity(), feed::count));
    PinotRows pinot = new PinotRows(endpoints.pinotBroker());
    long deadline = System.nanoTime() + SETTLE.toNanos();
    try (Account account = new Account(endpoints.kafka(), Account.SAMPLE_APPLICATION)) {
      while (true) {
        AccountTotals totals = account.read();
        Map<String, Long> rows = new TreeMap<>();
        TABLES.forEach(table -> rows.put(table, pinot.count(table)));
        DemoSummary summary =
            new DemoSummary(
                published,
                totals,
                rows,
                shop.mostConverted(),
                freshness,
                tables,
                answers,
                featureCount);
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
