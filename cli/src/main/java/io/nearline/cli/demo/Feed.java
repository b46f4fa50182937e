package io.nearline.cli.demo;

import io.nearline.cli.replay.Publisher;
import java.util.concurrent.atomic.AtomicLongArray;

/** Publishes events and counts what must become of them. Thread-safe. */
final class Feed {
  private final Publisher publisher;
  private final AtomicLongArray counts = new AtomicLongArray(Fate.values().length);

  /** Publishes through {@code publisher}. */
  Feed(Publisher publisher) {
    this.publisher = publisher;
  }

  /** Publishes an event. */
  void send(GeneratedEvent event) {
    counts.incrementAndGet(event.fate().ordinal());
    send(event.record());
  }

  /** Publishes a record of an attribute topic, which is no event. */
  void send(RawRecord record) {
    publisher.publish(record.topic(), record.keyBytes(), record.valueBytes(), record.topic());
  }

  /** Waits until Kafka has everything. */
  void flush() {
    publisher.flush();
  }

  /** Returns how many events of a fate have been published. */
  long count(Fate fate) {
    return counts.get(fate.ordinal());
  }

  /** Returns how many events have been published. */
  long total() {
    long total = 0;
    for (Fate fate : Fate.values()) {
      total += count(fate);
    }
    return total;
  }
}
