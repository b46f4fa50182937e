package io.nearline.cli.letters;

import io.nearline.cli.CommandException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters that are committed when it begins. For use by one thread. */
final class Letters {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Properties kafka;
  private final String topic;

  /**
   * Makes the reader.
   *
   * @param kafka the settings of Kafka's clients
   * @param topic the dead letters' topic
   */
  Letters(Properties kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /**
   * Hands over every letter, those of a partition in their order.
   *
   * @throws CommandException when Kafka doesn't answer or doesn't have the topic
   */
  void forEach(Consumer<DeadLetter> action) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long lastProgress = System.nanoTime();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        Map<TopicPartition, Long> before = positions(consumer, partitions);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          long end = ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L);
          if (record.offset() < end) {
            action.accept(DeadLetter.of(record));
          }
        }
        if (!before.equals(positions(consumer, partitions))) {
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > BOUND.toNanos()) {
          throw CommandException.failed("Kafka: silent for " + BOUND.toSeconds() + " s");
        }
      }
    } catch (KafkaException e) {
      throw CommandException.failed("Kafka: " + e.getMessage(), e);
    }
  }

  /**
   * Returns how many partitions each topic has.
   *
   * @throws CommandException when Kafka doesn't answer
   */
  Map<String, Integer> topics() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<String, Integer> topics = new HashMap<>();
      consumer.listTopics().forEach((name, partitions) -> topics.put(name, partitions.size()));
      return topics;
    } catch (KafkaException e) {
      throw CommandException.failed("Kafka: " + e.getMessage(), e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(BOUND.toMillis()));
    try {
      return new KafkaConsumer<>(
          settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw CommandException.usage("Kafka: " + reason.getMessage());
    }
  }

  private static Map<TopicPartition, Long> positions(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    return partitions.stream().collect(Collectors.toMap(each -> each, consumer::position));
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<PartitionInfo> known = consumer.listTopics().get(topic);
    if (known == null) {
      throw CommandException.usage(
          "topic " + topic + ": not found (expected: ingest's dead_letter_topic, see --letters)");
    }
    return known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }
}
