package io.nearline.server.serving;

import io.nearline.server.vector.FeatureVector;
import java.util.List;
import java.util.OptionalLong;

/**
 * The features of a request.
 *
 * @param vectors one a feature, in the order of the selection
 * @param asOfMillis where all windows ended, in epoch milliseconds
 * @param freshThroughMillis every action up to this instant is in; empty when not known
 * @param definitionVersion the content hash of the definitions
 */
public record FeatureResult(
    List<FeatureVector> vectors,
    long asOfMillis,
    OptionalLong freshThroughMillis,
    String definitionVersion) {

  /** Copies. */
  public FeatureResult {
    vectors = List.copyOf(vectors);
  }
}
