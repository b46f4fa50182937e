package io.nearline.cli.tables;

import io.nearline.cli.CommandException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka how many partitions topics have. */
final class TopicPartitions {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private TopicPartitions() {}

  /**
   * Returns the partition counts of those of the topics that are there.
   *
   * @param brokers Kafka's addresses
   * @param settings further settings of the client, such as its credentials
   * @throws CommandException when the addresses can't be read, or Kafka doesn't answer within 10 s
   */
  static Map<String, Integer> read(
      String brokers, Map<String, String> settings, Collection<String> topics) {
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    int bound = Math.toIntExact(BOUND.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, bound);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, bound);
    Map<String, Integer> partitions = new TreeMap<>();
    try (Admin admin = Admin.create(properties)) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(topics).topicNameValues().entrySet()) {
        count(topic.getValue(), brokers).ifPresent(count -> partitions.put(topic.getKey(), count));
      }
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw CommandException.usage("Kafka at " + brokers + ": " + reason.getMessage());
    }
    return partitions;
  }

  private static Optional<Integer> count(KafkaFuture<TopicDescription> topic, String brokers) {
    try {
      return Optional.of(topic.get().partitions().size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw CommandException.failed("Kafka at " + brokers + ": " + reason.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }
}
