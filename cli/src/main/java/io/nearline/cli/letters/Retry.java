package io.nearline.cli.letters;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends events again to where they came from: the same key, value, headers and partition, and a
 * header that says where the event stood at first. That is its identity where it has no id, so
 * however often it is retried, it becomes an action once. An event with several letters is sent
 * once. For use by one thread.
 */
final class Retry {
  private final Consumer<ProducerRecord<byte[], byte[]>> sender;
  private final ToIntFunction<String> partitions;
  private final Predicate<DeadLetter> wanted;
  private final Set<Coordinates> seen = new HashSet<>();
  private final Map<String, Long> sent = new TreeMap<>();
  private long letters;
  private long repeated;
  private long withoutValue;
  private long withoutSource;

  /**
   * What was done.
   *
   * @param letters how many letters were wanted
   * @param sent how many events were sent, by topic
   * @param repeated letters of events that were sent for another letter
   * @param withoutValue letters without a value: too large to be kept, or none was sent
   * @param withoutSource letters that don't say where they came from, or whose topic is gone
   */
  record Summary(
      long letters, Map<String, Long> sent, long repeated, long withoutValue, long withoutSource) {
    Summary {
      sent = new TreeMap<>(sent);
    }

    /** Returns how many letters can't be retried. */
    long left() {
      return withoutValue + withoutSource;
    }
  }

  /**
   * Makes a retry.
   *
   * @param partitions how many partitions a topic has; 0 when it is not there
   * @param wanted which letters
   * @param sender sends the events
   */
  Retry(
      ToIntFunction<String> partitions,
      Predicate<DeadLetter> wanted,
      Consumer<ProducerRecord<byte[], byte[]>> sender) {
    this.partitions = partitions;
    this.wanted = wanted;
    this.sender = sender;
  }

  /** Sends the event of a letter, if it is wanted and not sent yet. */
  void accept(DeadLetter letter) {
    if (!wanted.test(letter)) {
      return;
    }
    letters++;
    int count = letter.hasSource() ? partitions.applyAsInt(letter.source().topic()) : 0;
    if (count == 0) {
      withoutSource++;
    } else if (letter.value() == null) {
      withoutValue++;
    } else if (seen.add(letter.origin())) {
      send(letter, count);
    } else {
      repeated++;
    }
  }

  /** Returns what was done. */
  Summary summary() {
    return new Summary(letters, sent, repeated, withoutValue, withoutSource);
  }

  private void send(DeadLetter letter, int count) {
    Coordinates source = letter.source();
    RecordHeaders headers = new RecordHeaders();
    letter.headers().forEach((name, value) -> headers.add(name, value));
    headers.add(DeadLetter.ORIGIN, letter.origin().toString().getBytes(StandardCharsets.UTF_8));
    Integer partition = source.partition() < count ? source.partition() : null;
    sender.accept(
        new ProducerRecord<>(source.topic(), partition, letter.key(), letter.value(), headers));
    sent.merge(source.topic(), 1L, Long::sum);
  }
}
