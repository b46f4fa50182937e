package io.nearline.bench.ingest;

import io.nearline.bench.ingest.IngestInstallation.Application;
import io.nearline.process.ChildProcess;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rounds of ingest exactly once, a mere producer and ingest at least once, all of the same events.
 * One thread.
 */
final class Rounds {
  private final Backlog backlog;
  private final IngestInstallation ingest;
  private final ResidentMemory memory;
  private final Map<String, Object> producerSettings;
  private List<ProducerRecord<byte[], byte[]>> written = List.of();

  /**
   * Prepares.
   *
   * @param memory is told of ingest exactly once
   * @param producerSettings of the mere producer, those of ingest's
   */
  Rounds(
      Backlog backlog,
      IngestInstallation ingest,
      ResidentMemory memory,
      Map<String, Object> producerSettings) {
    this.backlog = backlog;
    this.ingest = ingest;
    this.memory = memory;
    this.producerSettings = producerSettings;
  }

  /**
   * Measures one.
   *
   * @param isExactlyOnceFirst who of both takes the events while the disk still writes them
   */
  IngestRound next(boolean isExactlyOnceFirst) throws InterruptedException {
    backlog.fill();
    Application first = isExactlyOnceFirst ? Application.EXACTLY_ONCE : Application.AT_LEAST_ONCE;
    Application last = isExactlyOnceFirst ? Application.AT_LEAST_ONCE : Application.EXACTLY_ONCE;
    Throughput ofFirst = take(first);
    if (written.isEmpty()) {
      written = backlog.written();
    }
    backlog.forget();
    Throughput producer = backlog.produce(written, producerSettings);
    backlog.forget();
    Throughput ofLast = take(last);
    backlog.drain();
    return isExactlyOnceFirst
        ? new IngestRound(producer, ofFirst, ofLast)
        : new IngestRound(producer, ofLast, ofFirst);
  }

  private Throughput take(Application application) throws InterruptedException {
    try (ChildProcess process = ingest.start(application)) {
      Throughput throughput = backlog.take(process, application);
      if (application == Application.EXACTLY_ONCE) {
        memory.of(process.pid());
        memory.sample();
      }
      return throughput;
    }
  }
}
