package io.nearline.cli.tables;

import io.nearline.cli.CommandException;
import io.nearline.cli.DurationConverter;
import io.nearline.schemas.TableSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the tables are rendered with. */
final class SettingsOptions {
  @Option(
      names = "--pinot-kafka",
      paramLabel = "HOST:PORT",
      description =
          "Kafka as Pinot's servers reach it, if that differs (default: as --kafka, else"
              + " localhost:9092).")
  private @Nullable String pinotKafka;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "How many partitions the topics have (default: as Kafka says, else 4).")
  private @Nullable Integer partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "On how many Pinot servers each partition is kept (default: 1).")
  private @Nullable Integer replication;

  @Option(
      names = "--consumer-factory",
      paramLabel = "CLASS",
      description =
          "The class of Pinot's Kafka plugin that makes consumers (default: "
              + TableSettings.KAFKA_20_CONSUMER_FACTORY
              + ").")
  private @Nullable String consumerFactory;

  @Option(
      names = "--flush-rows",
      paramLabel = "N",
      description =
          "After how many rows, over all partitions of a server, segments of the first table are"
              + " committed (default: 1000000); of the others after 0.652, 0.849, 0.553... of that,"
              + " lest all be committed at once.")
  private @Nullable Long flushRows;

  @Option(
      names = "--flush-time",
      paramLabel = "T",
      converter = DurationConverter.class,
      description =
          "After how long a segment of the first table is committed (default: 6h); of the others"
              + " after the same parts of it as of the rows, in whole minutes.")
  private @Nullable Duration flushTime;

  @Option(
      names = "--stream-config",
      paramLabel = "KEY=VALUE",
      description = "A further entry of streamConfigs; may be repeated. @FILE reads arguments.")
  private Map<String, String> streamConfigs = Map.of();

  /**
   * Returns the settings.
   *
   * @param kafka Kafka as this process reaches it, if it was named
   * @param counts the topics' partition counts, as far as they are known
   * @throws CommandException when one is out of range
   */
  TableSettings settings(@Nullable String kafka, Map<String, Integer> counts) {
    TableSettings defaults = TableSettings.defaults();
    String brokers = pinotKafka != null ? pinotKafka : kafka;
    Map<String, Integer> topicPartitions = partitions == null ? counts : Map.of();
    try {
      return defaults
          .withKafkaBrokers(brokers != null ? brokers : defaults.kafkaBrokers())
          .withPartitions(topicPartitions)
          .withDefaultPartitions(partitions != null ? partitions : defaults.defaultPartitions())
          .withReplication(replication != null ? replication : defaults.replication())
          .withConsumerFactory(
              consumerFactory != null ? consumerFactory : defaults.consumerFactory())
          .withFlush(
              flushRows != null ? flushRows : defaults.flush().rows(),
              flushTime != null ? flushTime : defaults.flush().time())
          .withKafkaProperties(streamConfigs);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }
}
