package io.nearline.server.plan;

import io.nearline.features.definition.Feature;
import java.util.List;
import java.util.Map;

/**
 * How a selection of features is answered. Immutable.
 *
 * @param definitionVersion the content hash of the definitions
 * @param selection the features that were asked for, in order
 * @param aggregates the aggregations that they are made of, each once, as {@link
 *     LookupPlan#aggregates} gets their values
 * @param lookups one for each kind of entities
 * @param requestValues the values that must come with the call, by name
 */
public record Plan(
    String definitionVersion,
    List<Feature> selection,
    List<PlannedFeature> aggregates,
    List<LookupPlan> lookups,
    Map<String, RequiredValue> requestValues) {

  /** Copies. */
  public Plan {
    selection = List.copyOf(selection);
    aggregates = List.copyOf(aggregates);
    lookups = List.copyOf(lookups);
    requestValues = Map.copyOf(requestValues);
  }
}
