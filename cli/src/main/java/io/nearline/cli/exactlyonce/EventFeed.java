package io.nearline.cli.exactlyonce;

import io.nearline.cli.demo.Fate;
import io.nearline.cli.demo.GeneratedEvent;
import io.nearline.cli.demo.RawRecord;
import io.nearline.cli.replay.Pace;
import io.nearline.cli.replay.Publisher;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Publishes events until told to pause. Each has its fate in a header, which ingest doesn't look
 * at: so the topics themselves tell afterwards what must have become of them. One thread feeds, any
 * may ask and tell.
 */
final class EventFeed {
  private static final String FATE = "verify.fate";

  private final Publisher publisher;
  private final EventMix mix;
  private final double rate;
  private final AtomicLong count = new AtomicLong();
  private volatile boolean paused;

  /**
   * Makes a feed.
   *
   * @param rate events a second
   */
  EventFeed(Publisher publisher, EventMix mix, double rate) {
    this.publisher = publisher;
    this.mix = mix;
    this.rate = rate;
  }

  /** Returns what must become of a record that a feed has published. */
  static Fate fate(Headers headers) {
    Header header = headers.lastHeader(FATE);
    if (header == null) {
      throw new IllegalArgumentException("a raw event without a fate");
    }
    return Fate.valueOf(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** Publishes until so many events in all have been, or {@link #pause()}; waits for Kafka. */
  void upTo(long total) {
    paused = false;
    Pace pace = Pace.of(rate);
    for (long index = 0; count.get() < total && !paused; index++) {
      pace.await(index);
      publish(mix.next(System.currentTimeMillis()));
      count.incrementAndGet();
    }
    publisher.flush();
  }

  /** Ends {@link #upTo}. */
  void pause() {
    paused = true;
  }

  /** Returns how many events have been published. */
  long count() {
    return count.get();
  }

  private void publish(GeneratedEvent event) {
    RawRecord record = event.record();
    ProducerRecord<byte[], byte[]> raw =
        new ProducerRecord<>(record.topic(), record.keyBytes(), record.valueBytes());
    raw.headers().add(FATE, event.fate().name().getBytes(StandardCharsets.UTF_8));
    publisher.publish(raw, record.topic());
  }
}
