package io.nearline.cli.reprocess;

import io.nearline.cli.CommandException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Kafka's topics, offsets and groups. Every call fails with a {@link CommandException} when Kafka
 * doesn't answer within 30 s.
 */
final class Brokers implements AutoCloseable {
  private static final int BOUND_MILLIS = Math.toIntExact(Duration.ofSeconds(30).toMillis());

  private final String addresses;
  private final Admin admin;

  private Brokers(String addresses, Admin admin) {
    this.addresses = addresses;
    this.admin = admin;
  }

  /**
   * Connects.
   *
   * @param properties of Kafka's clients, its addresses among them
   */
  static Brokers connect(Properties properties) {
    String addresses = properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    Properties own = new Properties();
    own.putAll(properties);
    own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BOUND_MILLIS);
    try {
      return new Brokers(addresses, Admin.create(own));
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw CommandException.usage("Kafka at " + addresses + ": " + reason.getMessage());
    }
  }

  /** Returns the names of all topics. */
  Set<String> topics() {
    return get(admin.listTopics().names());
  }

  /** Returns the partitions of topics that are there. */
  List<TopicPartition> partitions(Collection<String> topics) {
    return get(admin.describeTopics(topics).allTopicNames()).values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition())))
        .toList();
  }

  /** Returns where each partition begins, or its first record from an instant on is, or it ends. */
  Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return get(admin.listOffsets(asked, committed).all());
  }

  /** Returns the ends of what is committed. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    offsets(partitions, OffsetSpec.latest())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Returns how long a topic is kept; empty when that is forever. */
  Optional<Duration> retention(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
    ConfigEntry entry = config == null ? null : config.get(TopicConfig.RETENTION_MS_CONFIG);
    long millis = entry == null || entry.value() == null ? -1 : Long.parseLong(entry.value());
    return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  /** Returns where a group stands, of the partitions that it has a place in. */
  Map<TopicPartition, Long> positions(String group) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                positions.put(partition, offset.offset());
              }
            });
    return positions;
  }

  /** Has a group without members begin at these places. */
  void begin(String group, Map<TopicPartition, Long> places) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    places.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    get(admin.alterConsumerGroupOffsets(group, offsets).all());
  }

  /** Returns how many members a group has. */
  int members(String group) {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .mapToInt(description -> description.members().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  /** Returns the offset spec of the first record that isn't older than an instant. */
  static OffsetSpec from(Instant instant) {
    return OffsetSpec.forTimestamp(Math.max(0, instant.toEpochMilli()));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed("interrupted", e);
    }
  }

  private CommandException failed(ExecutionException e) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return CommandException.failed("Kafka at " + addresses + ": " + reason.getMessage(), e);
  }
}
