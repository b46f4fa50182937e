package io.nearline.bench.ingest;

import io.nearline.bench.ingest.Visibility.By;
import io.nearline.bench.ingest.Visibility.Seen;
import io.nearline.bench.system.MeasuredServer;
import io.nearline.cli.CommandException;
import io.nearline.proto.v1.FeatureServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Lets events flow steadily, and sees how soon they are in features. */
final class SteadyFlow {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int FEWEST_COMMITS = 5;

  /** How much longer than asked for events flow when too few segments are committed. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration WATCH = Duration.ofMillis(200);

  private final KafkaTraffic kafka;
  private final SteadyEvents events;
  private final MeasuredServer server;
  private final ResidentMemory memory;

  /**
   * Prepares.
   *
   * @param memory is sampled meanwhile
   */
  SteadyFlow(
      KafkaTraffic kafka, SteadyEvents events, MeasuredServer server, ResidentMemory memory) {
    this.kafka = kafka;
    this.events = events;
    this.server = server;
    this.memory = memory;
  }

  /**
   * Measures, until segments of all tables have been committed five times.
   *
   * @param settling how long events flow before they count
   * @param steady how long they count
   */
  Freshness measure(Duration settling, Duration steady, SegmentCommits commits)
      throws InterruptedException {
    List<Visibility> looking = List.of(looking(By.MEMBER, 0), looking(By.JOB, 1));
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(looking.size() + 1);
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(0, 16 * 1024)) {
      List<Future<List<Seen>>> seen = new ArrayList<>();
      looking.forEach(each -> seen.add(threads.submit(() -> each.look(ended::get, BOUND))));
      Future<?> watch = threads.submit(() -> watch(commits, ended));
      long begin = System.nanoTime();
      events.send(producer, looking, () -> isEnough(begin, settling.plus(steady), commits));
      ended.set(true);
      List<Seen> counted = new ArrayList<>();
      for (Future<List<Seen>> each : seen) {
        each.get().stream()
            .filter(event -> event.sentNanos() - begin >= settling.toNanos())
            .forEach(counted::add);
      }
      watch.get();
      if (commits.fewest() < FEWEST_COMMITS) {
        throw CommandException.failed(
            "segment commits: " + commits.byTable() + " (expected: 5 of each table)");
      }
      return new Freshness(counted, commits.byTable());
    } catch (ExecutionException e) {
      throw CommandException.failed("while events flowed: " + e.getCause(), e);
    } finally {
      ended.set(true);
      threads.shutdownNow();
    }
  }

  private static boolean isEnough(long begin, Duration least, SegmentCommits commits) {
    Duration age = Duration.ofNanos(System.nanoTime() - begin);
    return age.compareTo(least.plus(PATIENCE)) > 0
        || (age.compareTo(least) > 0 && commits.fewest() >= FEWEST_COMMITS);
  }

  private Visibility looking(By by, int channel) {
    return new Visibility(by, FeatureServiceGrpc.newBlockingStub(server.channels().get(channel)));
  }

  private void watch(SegmentCommits commits, AtomicBoolean ended) {
    while (!ended.get()) {
      commits.look();
      memory.sample();
      try {
        Thread.sleep(WATCH.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
