package io.nearline.bench.ingest;

import io.nearline.bench.ingest.EventSource.RawJob;
import io.nearline.bench.ingest.Visibility.Probe;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a thousand events a second, one each millisecond; each tenth is looked for. One thread. */
final class SteadyEvents {
  static final int PER_SECOND = 1_000;

  private static final long INTERVAL_NANOS = 1_000_000_000L / PER_SECOND;
  private static final int PROBES_ARE_ONE_IN = 10;

  /** Numbers that no event of a backlog has. */
  private static final long FIRST = 500_000_000L;

  private final EventSource source;

  SteadyEvents(EventSource source) {
    this.source = source;
  }

  /**
   * Sends until told that it is enough; whoever looks for events gets those that are looked for.
   */
  void send(
      KafkaProducer<byte[], byte[]> producer, List<Visibility> looking, BooleanSupplier enough) {
    long begin = System.nanoTime();
    for (int i = 0; i % PER_SECOND != 0 || !enough.getAsBoolean(); i++) {
      long due = begin + i * INTERVAL_NANOS;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      boolean isProbe = i % PROBES_ARE_ONE_IN == 0;
      long now = System.currentTimeMillis();
      RawJob event =
          isProbe ? source.probe(i / PROBES_ARE_ONE_IN, now) : source.event(FIRST + i, now);
      long sent = System.nanoTime();
      var unused = producer.send(new ProducerRecord<>(Backlog.RAW, event.key(), event.value()));
      if (isProbe) {
        Probe probe = new Probe(event.member(), event.job(), sent);
        looking.forEach(each -> each.await(probe));
      }
    }
    producer.flush();
  }
}
