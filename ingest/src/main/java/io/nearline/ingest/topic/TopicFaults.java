package io.nearline.ingest.topic;

import io.nearline.ingest.topic.RequiredTopic.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Holds a topic that is there against what is demanded of it. */
final class TopicFaults {
  private TopicFaults() {}

  /** Returns a line for each demand that isn't met. */
  static List<String> of(RequiredTopic topic, int partitions, Config config) {
    List<String> faults = new ArrayList<>();
    for (Demand demand : Demand.values()) {
      if (topic.demands().contains(demand)) {
        fault(demand, topic, partitions, config)
            .ifPresent(fault -> faults.add("topic " + topic.name() + ": " + fault));
      }
    }
    return faults;
  }

  private static Optional<String> fault(
      Demand demand, RequiredTopic topic, int partitions, Config config) {
    return switch (demand) {
      case PARTITIONS ->
          unless(
              partitions == topic.partitions(),
              partitions + " partitions",
              topic.partitions() + ", as partitions in ingest.yaml says");
      case COMPACTION -> {
        String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        yield unless(
            policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT),
            "cleanup.policy=" + policy,
            "compact, else a table forgets what it was told");
      }
      case NO_COMPACTION -> {
        String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        yield unless(
            !policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT),
            "cleanup.policy=" + policy,
            "delete, else all but the last record of a key are lost");
      }
      case MESSAGE_SIZE -> {
        String name = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
        String least = topic.configuration().getOrDefault(name, "0");
        String actual = value(config, name);
        yield unless(
            Long.parseLong(actual) >= Long.parseLong(least),
            name + "=" + actual,
            "at least " + least);
      }
    };
  }

  private static Optional<String> unless(boolean met, String fault, String expectation) {
    return met ? Optional.empty() : Optional.of(fault + " (expected: " + expectation + ")");
  }

  private static String value(Config config, String name) {
    @Nullable ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "0" : entry.value();
  }
}
