package io.nearline.ingest.topic;

import java.util.Map;
import java.util.Set;

/**
 * A topic that ingest reads or writes.
 *
 * @param name its name
 * @param partitions how many partitions it gets when it is created
 * @param demands what an existing one must be
 * @param configuration the configuration that it is created with
 */
public record RequiredTopic(
    String name, int partitions, Set<Demand> demands, Map<String, String> configuration) {

  /** What is demanded of an existing topic. */
  public enum Demand {
    /** The number of partitions. */
    PARTITIONS,
    /** That it is compacted, and drops nothing for its age. */
    COMPACTION,
    /** That it is not compacted. */
    NO_COMPACTION,
    /** That it takes messages as large as the configuration says. */
    MESSAGE_SIZE
  }

  /** Copies the collections. */
  public RequiredTopic {
    demands = Set.copyOf(demands);
    configuration = Map.copyOf(configuration);
  }
}
