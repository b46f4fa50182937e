package io.nearline.it.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What transactions have committed to a topic. */
final class CommittedTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrap;
  private final String topic;

  CommittedTopic(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  /** Returns all records, by partition. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer);
    }
  }

  /**
   * Returns the newest values of an account's changelog, summed by {@code pipeline|outcome|reason}.
   */
  Map<String, Long> account() {
    Map<String, Long> newest = new HashMap<>();
    try (Consumer<String, Long> consumer =
        new KafkaConsumer<>(settings(), new StringDeserializer(), new LongDeserializer())) {
      read(consumer).forEach(record -> newest.put(record.key(), record.value()));
    }
    Map<String, Long> totals = new HashMap<>();
    newest.forEach(
        (key, value) -> totals.merge(key.substring(0, key.lastIndexOf('|')), value, Long::sum));
    return totals;
  }

  private <K, V> List<ConsumerRecord<K, V>> read(Consumer<K, V> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<K, V>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(records::add);
    }
    return records;
  }

  private Map<String, Object> settings() {
    return Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
  }
}
