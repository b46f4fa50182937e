package io.nearline.cli.tables;

import io.nearline.cli.CommandException;
import io.nearline.cli.KafkaProperties;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the topics are, whose partition counts the tables must have. */
final class KafkaOptions {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Kafka, to ask it for the topics' partition counts.")
  private @Nullable String kafka;

  @Mixin private KafkaProperties properties = new KafkaProperties();

  /** Returns Kafka's addresses, if they were named. */
  @Nullable String brokers() {
    return kafka;
  }

  /** Demands that Kafka was named. */
  void require() {
    if (kafka == null) {
      throw CommandException.usage(
          "--kafka: nothing (expected: HOST:PORT; a table must have its topic's partition count)");
    }
  }

  /**
   * Returns the partition count of each topic; none when Kafka wasn't named.
   *
   * @throws CommandException when Kafka doesn't answer, or a topic isn't there
   */
  Map<String, Integer> partitions(Collection<String> topics) {
    if (kafka == null) {
      return Map.of();
    }
    Map<String, Integer> partitions = TopicPartitions.read(kafka, properties.read(), topics);
    for (String topic : topics) {
      if (!partitions.containsKey(topic)) {
        throw CommandException.usage(
            "topic " + topic + ": not found (expected: there before its table)");
      }
    }
    return partitions;
  }
}
