package io.nearline.schemas.lint;

import io.nearline.features.attribute.AttributeCatalogue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known beside the documents; the less, the fewer traps can be seen.
 *
 * @param topicPartitions how many partitions the table's topic really has
 * @param longestWindow the longest window of any feature over the table
 * @param catalogue the declared attributes
 */
public record LintContext(
    OptionalInt topicPartitions,
    Optional<Duration> longestWindow,
    Optional<AttributeCatalogue> catalogue) {
  /** Nothing is known. */
  public static final LintContext NOTHING =
      new LintContext(OptionalInt.empty(), Optional.empty(), Optional.empty());

  /** Returns this context with the topic's partition count. */
  public LintContext withTopicPartitions(int partitions) {
    return new LintContext(OptionalInt.of(partitions), longestWindow, catalogue);
  }

  /** Returns this context with the longest window. */
  public LintContext withLongestWindow(Duration window) {
    return new LintContext(topicPartitions, Optional.of(window), catalogue);
  }

  /** Returns this context with the declared attributes. */
  public LintContext withCatalogue(AttributeCatalogue catalogue) {
    return new LintContext(topicPartitions, longestWindow, Optional.of(catalogue));
  }
}
