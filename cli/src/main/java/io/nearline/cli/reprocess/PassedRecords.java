package io.nearline.cli.reprocess;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells whether a reader has read what is committed. Offsets alone don't: behind the last record
 * there may be markers of transactions, and records that were taken back. For use by one thread.
 */
final class PassedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int POLLS = 20;

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Connects.
   *
   * @param properties of Kafka's clients, its addresses among them
   */
  PassedRecords(Properties properties) {
    Properties own = new Properties();
    own.putAll(properties);
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer = new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Returns whether a reader at these places has passed all records before these ends. Where it has
   * no place in a partition, it has read nothing there.
   */
  boolean areRead(Map<TopicPartition, Long> places, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(
            end -> !hasRecord(end.getKey(), places.getOrDefault(end.getKey(), 0L), end.getValue()));
  }

  /** Returns whether a committed record lies from one offset until another; true in doubt. */
  private boolean hasRecord(TopicPartition partition, long from, long end) {
    if (from >= end) {
      return false;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    for (int i = 0; i < POLLS; i++) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        return records.iterator().next().offset() < end;
      }
      if (consumer.position(partition) >= end) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
