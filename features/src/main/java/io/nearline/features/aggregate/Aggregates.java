package io.nearline.features.aggregate;

import java.util.List;
import java.util.Optional;

/** All aggregates of the language. */
public final class Aggregates {
  private static final List<AggregateRule> RULES =
      List.of(
          Count.RULE,
          Exists.RULE,
          Sum.RULE,
          Mean.RULE,
          Variance.RULE,
          StandardDeviation.RULE,
          Percentile.RULE,
          Min.RULE,
          Max.RULE,
          First.RULE,
          Last.RULE,
          CountDistinct.RULE,
          ApproximateCountDistinct.RULE,
          TopK.RULE,
          Histogram.RULE,
          LastK.RULE,
          Funnel.RULE,
          TimeSinceFirst.RULE,
          TimeSinceLast.RULE);

  private Aggregates() {}

  /** Returns the rule of an aggregate's name. */
  public static Optional<AggregateRule> rule(String name) {
    return RULES.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** Returns the names of all aggregates. */
  public static List<String> names() {
    return RULES.stream().map(AggregateRule::name).toList();
  }
}
