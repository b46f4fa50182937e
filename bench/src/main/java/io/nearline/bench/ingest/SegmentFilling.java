package io.nearline.bench.ingest;

import io.nearline.bench.ingest.EventSource.RawJob;
import io.nearline.cli.CommandException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lets as many events come at once as would come in a long time, so that what is committed next has
 * as many rows as what was before. One thread.
 */
final class SegmentFilling {
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Numbers that no other event has. */
  private static final long FIRST = 700_000_000L;

  private final KafkaTraffic kafka;
  private final EventSource source;
  private final SegmentCommits commits;
  private long sent;

  SegmentFilling(KafkaTraffic kafka, EventSource source, SegmentCommits commits) {
    this.kafka = kafka;
    this.source = source;
    this.commits = commits;
  }

  /**
   * Returns when each consuming segment of these tables has so many rows, about, and events flow as
   * they did before for {@code calm}, in which the rest of the rows come.
   *
   * @throws CommandException when they don't come within a minute
   */
  void until(long rowsASegment, List<String> tables, Duration calm) throws InterruptedException {
    long later = EventSource.actionsOf(calm.toSeconds() * SteadyEvents.PER_SECOND);
    long missing = commits.actionsUntil(rowsASegment, tables) - later;
    if (missing > 0) {
      send((int) EventSource.eventsOf(missing));
      await(rowsASegment, tables, later);
      Thread.sleep(calm.toMillis());
    }
    await(rowsASegment, tables, 0);
  }

  private void send(int count) {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer(20, 256 * 1024)) {
      KafkaTraffic.send(
          producer,
          count,
          i -> {
            RawJob event = source.event(FIRST + sent + i, System.currentTimeMillis());
            return new ProducerRecord<>(Backlog.RAW, event.key(), event.value());
          });
    }
    sent += count;
  }

  private void await(long rowsASegment, List<String> tables, long later)
      throws InterruptedException {
    long begin = System.nanoTime();
    long missing = commits.actionsUntil(rowsASegment, tables);
    while (missing > later) {
      if (System.nanoTime() - begin > BOUND.toNanos()) {
        throw CommandException.failed(
            missing + " actions are not in Pinot (expected: at most " + later + ")");
      }
      Thread.sleep(LOOK.toMillis());
      missing = commits.actionsUntil(rowsASegment, tables);
    }
  }
}
