package io.nearline.bench.ingest;

import io.nearline.cli.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the bench itself does with Kafka's topics. One thread, but for what producers do. */
final class KafkaTraffic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String brokers;
  private final Admin admin;

  KafkaTraffic(String brokers) {
    this.brokers = brokers;
    this.admin =
        Admin.create(Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
  }

  /**
   * Returns an idempotent producer that waits for all replicas.
   *
   * @param lingerMillis how long it waits for more
   * @param batchBytes the size of its batches
   */
  KafkaProducer<byte[], byte[]> producer(int lingerMillis, int batchBytes) {
    return producer(
        Map.of(
            ProducerConfig.LINGER_MS_CONFIG,
            lingerMillis,
            ProducerConfig.BATCH_SIZE_CONFIG,
            batchBytes));
  }

  /** Returns an idempotent producer that waits for all replicas. */
  KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends records, and waits until Kafka has them all. */
  static void send(
      KafkaProducer<byte[], byte[]> producer,
      int count,
      IntFunction<ProducerRecord<byte[], byte[]>> records) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    for (int i = 0; i < count && failure.get() == null; i++) {
      // The callback sees what the future would.
      var unused =
          producer.send(
              records.apply(i),
              (sent, refused) -> {
                if (refused != null) {
                  failure.compareAndSet(null, refused);
                }
              });
    }
    producer.flush();
    Exception refused = failure.get();
    if (refused != null) {
      throw new KafkaException("not sent: " + refused.getMessage(), refused);
    }
  }

  /** Returns up to so many of a topic's records, from its beginning. */
  List<ConsumerRecord<byte[], byte[]>> first(String topic, int most) throws InterruptedException {
    Map<TopicPartition, Long> ends = ends(topic);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (records.size() < most && !isAtEnd(consumer, ends)) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records.subList(0, Math.min(most, records.size()));
  }

  private static boolean isAtEnd(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Frees what topics hold. */
  void empty(Collection<String> topics) throws InterruptedException {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    for (String topic : topics) {
      ends(topic)
          .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
    }
    get(admin.deleteRecords(all).all());
  }

  /** Returns where a topic's partitions end, open transactions included. */
  Map<TopicPartition, Long> ends(String topic) throws InterruptedException {
    return ends(topic, IsolationLevel.READ_UNCOMMITTED);
  }

  /** Returns where a topic's partitions end for who reads so. */
  Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription described :
        get(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
      for (TopicPartitionInfo partition : described.partitions()) {
        asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Returns how far a group has committed a topic: the sum over its partitions. */
  long committed(String group, String topic) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    return offsets.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw CommandException.failed("Kafka: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
