package io.nearline.ingest.heartbeat;

import io.nearline.ingest.configuration.IngestDefinition;
import io.nearline.ingest.pipeline.Pipeline;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics whose events the application settles.
 *
 * @param keyed those with the partitions of {@code actions}: partition n holds its actors' events
 * @param rekeyed those that are re-keyed
 * @param crossing the topic that these cross, which has the partitions of {@code actions}
 * @param partitions how many those are
 */
record Inputs(Set<String> keyed, Set<String> rekeyed, String crossing, int partitions) {

  Inputs {
    keyed = Set.copyOf(keyed);
    rekeyed = Set.copyOf(rekeyed);
  }

  static Inputs of(IngestDefinition definition, String crossing) {
    Set<String> keyed = new HashSet<>();
    Set<String> rekeyed = new HashSet<>();
    for (Pipeline pipeline : definition.pipelines()) {
      (pipeline.keyedByActor() ? keyed : rekeyed).addAll(pipeline.from());
    }
    return new Inputs(keyed, rekeyed, crossing, definition.configuration().partitions());
  }

  boolean isCrossed() {
    return !rekeyed.isEmpty();
  }

  /** Returns all topics. */
  Set<String> topics() {
    Set<String> topics = new HashSet<>(keyed);
    topics.addAll(rekeyed);
    if (isCrossed()) {
      topics.add(crossing);
    }
    return topics;
  }

  /** Returns those of some partitions that are of re-keyed topics. */
  List<TopicPartition> rekeyedOf(Collection<TopicPartition> partitions) {
    return partitions.stream().filter(partition -> rekeyed.contains(partition.topic())).toList();
  }

  /** Returns the keyed topics' partitions of a number. */
  List<TopicPartition> keyedOf(int number) {
    return keyed.stream().map(topic -> new TopicPartition(topic, number)).toList();
  }

  TopicPartition crossingOf(int number) {
    return new TopicPartition(crossing, number);
  }
}
