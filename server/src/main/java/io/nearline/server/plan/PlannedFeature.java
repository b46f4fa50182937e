package io.nearline.server.plan;

import io.nearline.features.definition.AggregateFeature;
import java.util.Optional;

/**
 * A feature and how it gets its value.
 *
 * @param feature the definition
 * @param lookup the index of its lookup in the plan
 * @param statement the index, in the lookup, of the statement that mainly makes its value
 * @param source where the value comes from
 * @param lastAction where the time of its latest action comes from; empty when nobody asked
 * @param reason why the planner chose so, for people
 */
public record PlannedFeature(
    AggregateFeature feature,
    int lookup,
    int statement,
    FeatureSource source,
    Optional<LastActionSource> lastAction,
    String reason) {}
