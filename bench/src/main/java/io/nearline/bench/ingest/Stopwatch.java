package io.nearline.bench.ingest;

import io.nearline.bench.system.ProcessFigures;
import java.time.Duration;

/**
 * What time it is, on the clock and in two processes.
 *
 * @param nanos of the clock
 * @param client CPU time of who takes events
 * @param kafka CPU time of Kafka
 */
record Stopwatch(long nanos, Duration client, Duration kafka) {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  static Stopwatch now(long clientPid, long kafkaPid) {
    return new Stopwatch(
        System.nanoTime(), ProcessFigures.cpu(clientPid), ProcessFigures.cpu(kafkaPid));
  }

  /** Returns what so many events took since then. */
  Throughput since(Stopwatch start, long events) {
    return new Throughput(
        events,
        events * NANOS_PER_SECOND / (nanos - start.nanos),
        client.minus(start.client).toNanos() / NANOS_PER_MICRO / events,
        kafka.minus(start.kafka).toNanos() / NANOS_PER_MICRO / events);
  }
}
