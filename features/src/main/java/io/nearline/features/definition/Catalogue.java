package io.nearline.features.definition;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.problem.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Everything that can be asked for: all features and services of a configuration. Immutable. */
public final class Catalogue {
  private final AttributeCatalogue attributes;
  private final Map<String, Feature> byVersionedName = new LinkedHashMap<>();
  private final Map<String, Feature> byFullName = new LinkedHashMap<>();
  private final Map<String, FeatureService> services = new LinkedHashMap<>();
  private final Map<String, String> featureHashes = new HashMap<>();
  private final String hash;

  /**
   * Makes a catalogue of checked definitions.
   *
   * @param features features of different versioned names
   * @param services services of different names
   */
  Catalogue(
      AttributeCatalogue attributes,
      Collection<Feature> features,
      Collection<FeatureService> services) {
    this.attributes = attributes;
    for (Feature feature : features) {
      byVersionedName.put(feature.versionedName(), feature);
      featureHashes.put(feature.versionedName(), feature.hash());
      byFullName.merge(
          feature.fullName(), feature, (one, two) -> one.version() > two.version() ? one : two);
    }
    services.forEach(service -> this.services.put(service.name(), service));
    this.hash = CanonicalText.hash(CanonicalText.of(features, services));
  }

  /** Returns the declared attributes and entity tables. */
  public AttributeCatalogue attributes() {
    return attributes;
  }

  /** Returns all features of all versions: by file, in the order of the file. */
  public List<Feature> features() {
    return new ArrayList<>(byVersionedName.values());
  }

  /**
   * Returns a feature by its name: {@code set@version.name}, or {@code set.name} for that of the
   * highest version that has it.
   */
  public Optional<Feature> feature(String name) {
    Feature versioned = byVersionedName.get(name);
    return Optional.ofNullable(versioned != null ? versioned : byFullName.get(name));
  }

  /** Returns a feature by its versioned name. */
  Optional<Feature> versioned(String versionedName) {
    return Optional.ofNullable(byVersionedName.get(versionedName));
  }

  /** Returns all services: by file, in the order of the file. */
  public List<FeatureService> services() {
    return new ArrayList<>(services.values());
  }

  /** Returns a service by its name. */
  public Optional<FeatureService> service(String name) {
    return Optional.ofNullable(services.get(name));
  }

  /** Returns the existing name nearest to one that names no feature: versioned when that one is. */
  public Optional<String> nearestFeature(String name) {
    return Nearest.of(name, (name.contains("@") ? byVersionedName : byFullName).keySet());
  }

  /** Returns the existing name nearest to one that names no service. */
  public Optional<String> nearestService(String name) {
    return Nearest.of(name, services.keySet());
  }

  /** Returns {@link Feature#hash} of a feature of this catalogue, computed at load. */
  public String hash(Feature feature) {
    return Objects.requireNonNull(
        featureHashes.get(feature.versionedName()), feature::versionedName);
  }

  /** Returns {@link FeatureService#hash} of a selection of this catalogue's features. */
  public String hash(FeatureService service) {
    return CanonicalText.hash(CanonicalText.of(service, this::hash));
  }

  /** Returns the hash of all definitions: equal for equal sets of features and services. */
  public String hash() {
    return hash;
  }
}
