package io.nearline.server.plan;

import java.util.List;
import java.util.Map;

/**
 * How a selection of features is answered. Immutable.
 *
 * @param definitionVersion the content hash of the definitions
 * @param features the features in the order of the selection
 * @param lookups one for each kind of entities
 * @param requestValues the values that must come with the call, by name
 */
public record Plan(
    String definitionVersion,
    List<PlannedFeature> features,
    List<LookupPlan> lookups,
    Map<String, RequiredValue> requestValues) {

  /** Copies. */
  public Plan {
    features = List.copyOf(features);
    lookups = List.copyOf(lookups);
    requestValues = Map.copyOf(requestValues);
  }
}
