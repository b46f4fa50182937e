package io.nearline.cli.tables;

import io.nearline.cli.CommandException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.jspecify.annotations.Nullable;

/** Asks Kafka how many partitions topics have. */
final class TopicPartitions {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private TopicPartitions() {}

  /**
   * Returns the partition counts of those of the topics that are there.
   *
   * @param brokers Kafka's addresses
   * @param propertiesFile further settings of the client, such as its credentials
   * @throws CommandException when the addresses or the file can't be read, or Kafka doesn't answer
   *     within 10 s
   */
  static Map<String, Integer> read(
      String brokers, @Nullable Path propertiesFile, Collection<String> topics) {
    Properties properties = properties(propertiesFile);
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

  private static Properties properties(@Nullable Path file) {
    Properties properties = new Properties();
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw CommandException.usage(
            "--kafka-properties: " + file + ": " + e + " (expected: a properties file)");
      }
    }
    return properties;
  }
}
