package io.nearline.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tables need to know beyond the declared attributes: where the topics are, and how much of
 * them Pinot keeps in memory.
 *
 * @param kafkaBrokers Kafka as Pinot's servers reach it: {@code host:port}, or several with commas
 * @param consumerFactory the class that makes Pinot's Kafka consumers; its package names the Kafka
 *     plugin, which differs between releases of Pinot
 * @param partitions how many partitions a topic has, by topic
 * @param defaultPartitions how many partitions the topics have that {@code partitions} doesn't name
 * @param replication on how many servers each partition is kept
 * @param flush when consuming segments are committed, of the first table; others have {@linkplain
 *     FlushThresholds#ofTable parts of it}
 * @param kafkaProperties further entries of {@code streamConfigs}, such as {@code
 *     security.protocol}
 */
public record TableSettings(
    String kafkaBrokers,
    String consumerFactory,
    Map<String, Integer> partitions,
    int defaultPartitions,
    int replication,
    FlushThresholds flush,
    Map<String, String> kafkaProperties) {
  /** The consumer factory of Pinot's plugin kafka-2.0. */
  public static final String KAFKA_20_CONSUMER_FACTORY =
      "org.apache.pinot.plugin.stream.kafka20.KafkaConsumerFactory";

  private static final TableSettings DEFAULTS =
      new TableSettings(
          "localhost:9092",
          KAFKA_20_CONSUMER_FACTORY,
          Map.of(),
          4,
          1,
          new FlushThresholds(1_000_000, Duration.ofHours(6)),
          Map.of());

  /** Checks the ranges. */
  public TableSettings {
    if (kafkaBrokers.isBlank()) {
      throw new IllegalArgumentException("kafkaBrokers: nothing (expected: host:port)");
    }
    if (consumerFactory.isBlank()) {
      throw new IllegalArgumentException("consumerFactory: nothing (expected: a class name)");
    }
    partitions = Map.copyOf(partitions);
    partitions.forEach((topic, count) -> atLeastOne("partitions of " + topic, count));
    atLeastOne("defaultPartitions", defaultPartitions);
    atLeastOne("replication", replication);
    kafkaProperties = Map.copyOf(kafkaProperties);
  }

  /** Returns Kafka at localhost:9092, 4 partitions, one replica. */
  public static TableSettings defaults() {
    return DEFAULTS;
  }

  /** Returns these settings with Kafka elsewhere. */
  public TableSettings withKafkaBrokers(String kafkaBrokers) {
    return new TableSettings(
        kafkaBrokers,
        consumerFactory,
        partitions,
        defaultPartitions,
        replication,
        flush,
        kafkaProperties);
  }

  /** Returns these settings with another Kafka plugin. */
  public TableSettings withConsumerFactory(String consumerFactory) {
    return new TableSettings(
        kafkaBrokers,
        consumerFactory,
        partitions,
        defaultPartitions,
        replication,
        flush,
        kafkaProperties);
  }

  /** Returns these settings with the partition count of one topic. */
  public TableSettings withPartitions(String topic, int count) {
    return withPartitions(Map.of(topic, count));
  }

  /** Returns these settings with the partition counts of some topics. */
  public TableSettings withPartitions(Map<String, Integer> topics) {
    Map<String, Integer> counts = new TreeMap<>(partitions);
    counts.putAll(topics);
    return new TableSettings(
        kafkaBrokers,
        consumerFactory,
        counts,
        defaultPartitions,
        replication,
        flush,
        kafkaProperties);
  }

  /** Returns these settings with another partition count for the topics that aren't named. */
  public TableSettings withDefaultPartitions(int count) {
    return new TableSettings(
        kafkaBrokers, consumerFactory, partitions, count, replication, flush, kafkaProperties);
  }

  /** Returns these settings with another number of replicas. */
  public TableSettings withReplication(int replication) {
    return new TableSettings(
        kafkaBrokers,
        consumerFactory,
        partitions,
        defaultPartitions,
        replication,
        flush,
        kafkaProperties);
  }

  /**
   * Returns these settings with other thresholds at which consuming segments are committed.
   *
   * @param rows those of the first table; the others' are {@linkplain FlushThresholds#ofTable parts
   *     of it}
   * @param time the same; whole minutes
   */
  public TableSettings withFlush(long rows, Duration time) {
    return withFlush(new FlushThresholds(rows, time));
  }

  /** Returns these settings with other thresholds at which consuming segments are committed. */
  public TableSettings withFlush(FlushThresholds flush) {
    return new TableSettings(
        kafkaBrokers,
        consumerFactory,
        partitions,
        defaultPartitions,
        replication,
        flush,
        kafkaProperties);
  }

  /** Returns these settings with further entries of {@code streamConfigs}. */
  public TableSettings withKafkaProperties(Map<String, String> kafkaProperties) {
    return new TableSettings(
        kafkaBrokers,
        consumerFactory,
        partitions,
        defaultPartitions,
        replication,
        flush,
        kafkaProperties);
  }

  /** Returns how many partitions a topic has. */
  public int partitionsOf(String topic) {
    return partitions.getOrDefault(topic, defaultPartitions);
  }

  /** Returns these settings as they are for one of a deployment's tables alone. */
  TableSettings ofTable(int place) {
    return withFlush(flush.ofTable(place));
  }

  private static void atLeastOne(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: at least 1)");
    }
  }
}
