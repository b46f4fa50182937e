package io.nearline.schemas.lint;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import java.time.Duration;
import java.util.Comparator;
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

  /** Returns what a configuration says of a table: its attributes, and its longest window. */
  public static LintContext of(Catalogue catalogue, EntityTable table) {
    Optional<Duration> longest =
        catalogue.features().stream()
            .flatMap(feature -> feature.aggregates().stream())
            .filter(feature -> feature.entity().table().equals(table))
            .map(AggregateFeature::window)
            .max(Comparator.naturalOrder());
    return new LintContext(OptionalInt.empty(), longest, Optional.of(catalogue.attributes()));
  }

  /** Returns this context with the topic's partition count. */
  public LintContext withTopicPartitions(int partitions) {
    return new LintContext(OptionalInt.of(partitions), longestWindow, catalogue);
  }

  /** Returns this context with the declared attributes. */
  public LintContext withCatalogue(AttributeCatalogue catalogue) {
    return new LintContext(topicPartitions, longestWindow, Optional.of(catalogue));
  }
}
