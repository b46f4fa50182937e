package io.nearline.features.definition;

import java.util.List;

/**
 * The features that one model asks for in one call.
 *
 * @param name its name
 * @param features its features in the order of the answer, at least one, each full name once
 */
public record FeatureService(String name, List<Feature> features) {

  /** Copies the features. */
  public FeatureService {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features of " + name + ": none (expected: at least one)");
    }
  }

  /**
   * Returns its version by content: the hash of its name and its features' hashes, in order.
   * Computed each time: what needs it often keeps it.
   */
  public String hash() {
    return CanonicalText.hash(CanonicalText.of(this, Feature::hash));
  }
}
