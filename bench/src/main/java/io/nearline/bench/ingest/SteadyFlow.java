package io.nearline.bench.ingest;

import io.nearline.bench.ingest.ForcedCommit.Part;
import io.nearline.bench.ingest.Freshness.Span;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Lets events flow steadily, and sees how soon they are in features. */
final class SteadyFlow {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int FEWEST_COMMITS_COUNTED = 5;
  private static final Duration WATCH = Duration.ofMillis(200);

  private final KafkaTraffic kafka;
  private final EventSource source;
  private final MeasuredServer server;
  private final ResidentMemory memory;

  /**
   * Prepares.
   *
   * @param memory is sampled meanwhile
   */
  SteadyFlow(KafkaTraffic kafka, EventSource source, MeasuredServer server, ResidentMemory memory) {
    this.kafka = kafka;
    this.source = source;
    this.server = server;
    this.memory = memory;
  }

  /**
   * Measures: events flow, at first without anything else, then while all consuming segments of one
   * table after the other are committed again and again, of as many rows each time, and at last
   * those of all tables at once.
   */
  Freshness measure(FlowScale scale, SegmentCommits commits) throws InterruptedException {
    List<Visibility> looking = List.of(looking(By.MEMBER, 0), looking(By.JOB, 1));
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(looking.size() + 2);
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(0, 16 * 1024)) {
      List<Future<List<Seen>>> seen = new ArrayList<>();
      looking.forEach(each -> seen.add(threads.submit(() -> each.look(ended::get, BOUND))));
      Future<?> watch = threads.submit(() -> watch(commits, ended));
      Future<Span> course = threads.submit(() -> course(scale, commits));
      new SteadyEvents(source).send(producer, looking, course::isDone);
      ended.set(true);
      List<Seen> all = new ArrayList<>();
      for (Future<List<Seen>> each : seen) {
        all.addAll(each.get());
      }
      watch.get();
      return freshness(all, course.get(), commits);
    } catch (ExecutionException e) {
      throw CommandException.failed(
          "while events flowed: " + e.getCause() + "\n  " + progress(commits), e);
    } finally {
      ended.set(true);
      threads.shutdownNow();
    }
  }

  /** Lets the time pass, and returns the part of it in which events flowed steadily. */
  private Span course(FlowScale scale, SegmentCommits commits) throws InterruptedException {
    Thread.sleep(scale.settling().toMillis());
    long from = System.nanoTime();
    Thread.sleep(scale.steady().toMillis());
    Span steady = new Span(from, System.nanoTime());
    forceCommits(scale, commits);
    return steady;
  }

  private void forceCommits(FlowScale scale, SegmentCommits commits) throws InterruptedException {
    SegmentFilling filling = new SegmentFilling(kafka, source, commits);
    Part part = Part.FIRST;
    for (int i = 0; i < scale.commitsOfEach(); i++) {
      for (String table : commits.tables()) {
        force(part, List.of(table), scale.calm(), commits, filling);
        part = Part.OF_ONE_TABLE;
      }
    }
    force(Part.OF_ALL_TABLES, commits.tables(), scale.calm(), commits, filling);
  }

  /** Forces a commit of as many rows a segment as the first one was of. */
  private static void force(
      Part part, List<String> tables, Duration calm, SegmentCommits commits, SegmentFilling filling)
      throws InterruptedException {
    if (part != Part.FIRST) {
      filling.until(commits.forced().get(0).rowsASegment(), tables, calm);
    }
    commits.force(part, tables);
    Thread.sleep(calm.toMillis());
  }

  private static Freshness freshness(List<Seen> all, Span steady, SegmentCommits commits) {
    Freshness freshness =
        new Freshness(
            all.stream().filter(event -> event.sentNanos() - steady.from() >= 0).toList(),
            steady,
            commits.byTable(),
            commits.forced());
    for (String table : freshness.commits().keySet()) {
      long counted = freshness.countInGoal(table);
      if (counted < FEWEST_COMMITS_COUNTED) {
        throw CommandException.failed(
            "%s: %d segments of a commit that counts (expected: at least %d)"
                .formatted(table, counted, FEWEST_COMMITS_COUNTED));
      }
    }
    return freshness;
  }

  /** Returns where the records are, or why nobody knows. */
  private String progress(SegmentCommits commits) throws InterruptedException {
    try {
      return commits.progress(kafka).stream()
          .map(PartitionProgress::toString)
          .collect(Collectors.joining("\n  "));
    } catch (RuntimeException e) {
      return "where the records are isn't known: " + e.getMessage();
    }
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
