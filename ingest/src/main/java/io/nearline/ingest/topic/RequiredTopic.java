package io.nearline.ingest.topic;

import java.util.Map;

/**
 * A topic that ingest reads or writes.
 *
 * @param name its name
 * @param partitions how many partitions it gets when it is created
 * @param demand what an existing one must be
 * @param configuration the configuration that it is created with
 */
public record RequiredTopic(
    String name, int partitions, Demand demand, Map<String, String> configuration) {

  /** What is demanded of an existing topic. */
  public enum Demand {
    /** Nothing. */
    NONE,
    /** The number of partitions. */
    PARTITIONS,
    /** That it is compacted. */
    COMPACTION,
    /** That it takes messages as large as the configuration says. */
    MESSAGE_SIZE
  }

  /** Copies the configuration. */
  public RequiredTopic {
    configuration = Map.copyOf(configuration);
  }
}
