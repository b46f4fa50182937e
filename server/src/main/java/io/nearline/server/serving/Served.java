package io.nearline.server.serving;

import io.nearline.features.definition.Catalogue;
import io.nearline.server.config.Limits;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.plan.Planner;
import java.time.Clock;
import java.util.Optional;

/**
 * A catalogue with everything that was made of it: what answers a call. A reload replaces it as a
 * whole, so that a call sees one catalogue from its beginning to its end. Immutable.
 *
 * @param catalogue the definitions
 * @param features computes features
 * @param actions lists actions; empty when no table is keyed by the actor
 */
public record Served(
    Catalogue catalogue, FeatureServing features, Optional<ActionListing> actions) {

  /**
   * Plans a catalogue.
   *
   * @param batches asks Pinot for features
   * @param listings asks Pinot for actions, a few statements at a time
   */
  public static Served of(
      Catalogue catalogue,
      FeatureBatches batches,
      PinotBroker listings,
      Limits limits,
      Clock clock) {
    return new Served(
        catalogue,
        new FeatureServing(
            catalogue,
            new Planner(catalogue, limits.rows(), limits.groups()),
            batches,
            limits.entities(),
            clock),
        ActionListing.of(catalogue.attributes(), listings, clock));
  }
}
