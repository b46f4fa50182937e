package io.nearline.bench.ingest;

import io.nearline.bench.ingest.EventSource.RawJob;
import io.nearline.bench.ingest.IngestInstallation.Application;
import io.nearline.cli.CommandException;
import io.nearline.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures how fast a backlog is taken, and how fast a mere producer writes what becomes of it. One
 * thread.
 */
final class Backlog {
  static final String RAW = "raw.jobs";
  static final List<String> ACTIONS = List.of("actions", "actions_by_object");

  /** An event becomes an action in each topic. */
  private static final int RECORDS_AN_EVENT = ACTIONS.size();

  private static final int SAMPLES = 50_000;
  private static final long POLL_MILLIS = 20;
  private static final Duration STALL = Duration.ofMinutes(1);

  private final KafkaTraffic kafka;
  private final EventSource source;
  private final int warmUp;
  private final int events;
  private final long kafkaPid;
  private long sent;

  /**
   * Prepares.
   *
   * @param scale how many events wait each time, and how many don't count before them
   */
  Backlog(KafkaTraffic kafka, EventSource source, IngestScale scale, long kafkaPid) {
    this.kafka = kafka;
    this.source = source;
    this.warmUp = scale.warmUp();
    this.events = scale.backlog();
    this.kafkaPid = kafkaPid;
  }

  /** Puts new events into the source topic, those that don't count and those that do. */
  void fill() {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(20, 256 * 1024)) {
      KafkaTraffic.send(
          producer,
          warmUp + events,
          i -> {
            RawJob event = source.event(sent + i, System.currentTimeMillis());
            return new ProducerRecord<>(RAW, event.key(), event.value());
          });
    }
    sent += warmUp + events;
  }

  /**
   * Measures an application that takes all that waits. What it takes first doesn't count: its
   * compilers are at work, and its partitions may start one after another.
   */
  Throughput take(ChildProcess ingest, Application application) throws InterruptedException {
    long end = kafka.ends(RAW).values().stream().mapToLong(Long::longValue).sum();
    CountedEvents counted = CountedEvents.ofLast(events, end);
    await(ingest, application, counted.from());
    long from = kafka.committed(application.id(), RAW);
    Stopwatch start = Stopwatch.now(ingest.pid(), kafkaPid);
    await(ingest, application, counted.until());
    long to = kafka.committed(application.id(), RAW);
    Stopwatch stop = Stopwatch.now(ingest.pid(), kafkaPid);
    Throughput measured = stop.since(start, to - from);
    await(ingest, application, end);
    return measured;
  }

  private void await(ChildProcess ingest, Application application, long offset)
      throws InterruptedException {
    long seen = -1;
    long deadline = System.nanoTime() + STALL.toNanos();
    while (seen < offset) {
      long committed = kafka.committed(application.id(), RAW);
      if (committed > seen) {
        seen = committed;
        deadline = System.nanoTime() + STALL.toNanos();
      } else if (!ingest.isAlive() || System.nanoTime() - deadline > 0) {
        throw CommandException.failed(
            ingest.name() + " is at " + seen + " (expected: " + offset + "); log: " + ingest.log());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Returns some of what ingest has written, an action after the other for both topics. */
  List<ProducerRecord<byte[], byte[]>> written() throws InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> one = kafka.first(ACTIONS.get(0), SAMPLES);
    List<ConsumerRecord<byte[], byte[]>> twin = kafka.first(ACTIONS.get(1), SAMPLES);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < Math.min(one.size(), twin.size()); i++) {
      records.add(copy(one.get(i)));
      records.add(copy(twin.get(i)));
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(record.topic(), record.key(), record.value());
  }

  /**
   * Measures a producer that writes what ingest wrote, for as many events as {@link #take} counts,
   * and as many before them: idempotent, acknowledged by all replicas, without transactions.
   *
   * @param settings those of ingest's producers
   */
  Throughput produce(List<ProducerRecord<byte[], byte[]>> written, Map<String, Object> settings) {
    long own = ProcessHandle.current().pid();
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(settings)) {
      produce(producer, written, warmUp);
      int counted = CountedEvents.ofLast(events, warmUp + events).count();
      Stopwatch start = Stopwatch.now(own, kafkaPid);
      produce(producer, written, counted);
      return Stopwatch.now(own, kafkaPid).since(start, counted);
    }
  }

  private static void produce(
      KafkaProducer<byte[], byte[]> producer,
      List<ProducerRecord<byte[], byte[]>> written,
      int times) {
    KafkaTraffic.send(producer, RECORDS_AN_EVENT * times, i -> written.get(i % written.size()));
  }

  /** Frees what ingest and producers have written. */
  void forget() throws InterruptedException {
    kafka.empty(ACTIONS);
  }

  /** Frees the source topic too. */
  void drain() throws InterruptedException {
    forget();
    kafka.empty(List.of(RAW));
  }
}
