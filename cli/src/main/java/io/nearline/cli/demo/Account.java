package io.nearline.cli.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Ingest's account of what became of every event, as its committed transactions say: the newest
 * value of every key of its changelog. For use by one thread.
 */
final class Account implements AutoCloseable {
  private static final String TOPIC = "nearline-ingest-account-changelog";
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> counts = new TreeMap<>();

  /**
   * Connects to Kafka.
   *
   * @param kafka its address, {@code host:port}
   */
  Account(String kafka) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has been committed since the last call. */
  Totals read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
          counts.remove(key);
        } else {
          counts.put(key, ByteBuffer.wrap(record.value()).getLong());
        }
      }
    }
    return Totals.of(counts);
  }

  @Override
  public void close() {
    consumer.close();
  }

  /**
   * The account, summed up.
   *
   * @param in events read
   * @param actions events that became an action
   * @param filtered events left out
   * @param duplicates events seen before
   * @param dead dead letters
   * @param emitted actions that patterns have emitted, which no event became
   * @param deadByReason dead letters by their reason
   */
  record Totals(
      long in,
      long actions,
      long filtered,
      long duplicates,
      long dead,
      long emitted,
      Map<String, Long> deadByReason) {
    Totals {
      deadByReason = Map.copyOf(deadByReason);
    }

    /** Sums up counts by {@code pipeline|outcome|reason|partition}. */
    static Totals of(Map<String, Long> counts) {
      Map<String, Long> outcomes = new TreeMap<>();
      Map<String, Long> reasons = new TreeMap<>();
      counts.forEach(
          (key, count) -> {
            String[] parts = key.split("\\|", -1);
            outcomes.merge(parts[1], count, Long::sum);
            if (parts[1].equals("dead")) {
              reasons.merge(parts[2], count, Long::sum);
            }
          });
      return new Totals(
          outcomes.getOrDefault("in", 0L),
          outcomes.getOrDefault("action", 0L),
          outcomes.getOrDefault("filtered", 0L),
          outcomes.getOrDefault("duplicate", 0L),
          outcomes.getOrDefault("dead", 0L),
          outcomes.getOrDefault("emitted", 0L),
          reasons);
    }
  }
}
