package io.nearline.server.plan;

import java.util.List;
import java.util.Set;

/**
 * How a selection of features is answered. Immutable.
 *
 * @param definitionVersion the content hash of the definitions
 * @param features the features in the order of the selection
 * @param lookups one for each kind of entities
 */
public record Plan(
    String definitionVersion, List<PlannedFeature> features, List<LookupPlan> lookups) {

  /** Copies. */
  public Plan {
    features = List.copyOf(features);
    lookups = List.copyOf(lookups);
  }

  /**
   * Returns the names of the call's values ({@code request.*}) that the plan reads: none, since
   * definitions read actions alone.
   */
  public Set<String> requestValues() {
    return Set.of();
  }
}
