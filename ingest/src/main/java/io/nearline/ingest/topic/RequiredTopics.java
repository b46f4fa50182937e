package io.nearline.ingest.topic;

import io.nearline.features.attribute.EntityTable;
import io.nearline.ingest.configuration.IngestConfiguration;
import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.event.MessageLimits;
import io.nearline.ingest.pipeline.Join;
import io.nearline.ingest.pipeline.Pipeline;
import io.nearline.ingest.topic.RequiredTopic.Demand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;

/** Which topics a definition needs. */
public final class RequiredTopics {
  private RequiredTopics() {}

  /** Returns the topics, by name. */
  public static List<RequiredTopic> of(IngestDefinition definition) {
    IngestConfiguration configuration = definition.configuration();
    int partitions = configuration.partitions();
    Map<String, RequiredTopic> topics = new TreeMap<>();
    for (Pipeline pipeline : definition.pipelines()) {
      Set<Demand> demands =
          pipeline.keyedByActor() ? Set.of(Demand.PARTITIONS, Demand.NO_COMPACTION) : Set.of();
      for (String topic : pipeline.from()) {
        RequiredTopic source = new RequiredTopic(topic, partitions, demands, raw(configuration));
        topics.merge(topic, source, (one, other) -> one.demands().isEmpty() ? other : one);
      }
      for (Join join : pipeline.joins()) {
        Map<String, String> compacted =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        topics.put(
            join.topic(),
            new RequiredTopic(join.topic(), partitions, Set.of(Demand.COMPACTION), compacted));
      }
    }
    for (EntityTable table : definition.catalogue().entities().values()) {
      topics.put(
          table.table(),
          new RequiredTopic(
              table.table(),
              partitions,
              Set.of(Demand.PARTITIONS, Demand.NO_COMPACTION, Demand.MESSAGE_SIZE),
              maxMessage(MessageLimits.ACTION_TOPIC)));
    }
    String deadLetters = configuration.deadLetterTopic();
    topics.put(
        deadLetters,
        new RequiredTopic(
            deadLetters,
            partitions,
            Set.of(Demand.NO_COMPACTION, Demand.MESSAGE_SIZE),
            maxMessage(MessageLimits.DERIVED)));
    return List.copyOf(topics.values());
  }

  /** Returns the topics that pipelines read events and tables from. */
  public static Set<String> sources(List<Pipeline> pipelines) {
    Set<String> sources = new TreeSet<>();
    for (Pipeline pipeline : pipelines) {
      sources.addAll(pipeline.from());
      pipeline.joins().stream().map(Join::topic).forEach(sources::add);
    }
    return sources;
  }

  private static Map<String, String> raw(IngestConfiguration configuration) {
    Map<String, String> raw = new TreeMap<>(maxMessage(MessageLimits.RAW));
    raw.put(
        TopicConfig.RETENTION_MS_CONFIG, Long.toString(configuration.rawRetention().toMillis()));
    return raw;
  }

  private static Map<String, String> maxMessage(int bytes) {
    return Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
  }
}
