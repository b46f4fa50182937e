package io.nearline.cli.demo;

import io.nearline.cli.replay.Publisher;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Publishes events and counts what must become of them. Thread-safe. */
final class Feed {
  private final Publisher publisher;
  private final Map<Fate, LongAdder> counts =
      Arrays.stream(Fate.values())
          .collect(Collectors.toUnmodifiableMap(Function.identity(), fate -> new LongAdder()));

  /** Publishes through {@code publisher}. */
  Feed(Publisher publisher) {
    this.publisher = publisher;
  }

  /** Publishes an event. */
  void send(GeneratedEvent event) {
    adder(event.fate()).increment();
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
    return adder(fate).sum();
  }

  /** Returns how many events have been published. */
  long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  private LongAdder adder(Fate fate) {
    return Objects.requireNonNull(counts.get(fate));
  }
}
