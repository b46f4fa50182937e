package io.nearline.features.definition;

import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.problem.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that can be asked for: all features and services of a configuration. Immutable. */
public final class Catalogue {
  private final AttributeCatalogue attributes;
  private final Map<String, Feature> byVersionedName = new LinkedHashMap<>();
  private final Map<String, Feature> byFullName = new LinkedHashMap<>();
  private final Map<String, FeatureService> services = new LinkedHashMap<>();
  private final AnyWindows anyWindows;
  private final Map<String, String> hashes = new LinkedHashMap<>();
  private final String hash;

  /**
   * Makes a catalogue of checked definitions.
   *
   * @param features features of different versioned names
   * @param anyWindows definitions of any window, of different names too
   * @param services services of different names
   */
  Catalogue(
      AttributeCatalogue attributes,
      Collection<Feature> features,
      AnyWindows anyWindows,
      Collection<FeatureService> services) {
    this.attributes = attributes;
    this.anyWindows = anyWindows;
    for (Feature feature : features) {
      byVersionedName.put(feature.versionedName(), feature);
      hashes.put(feature.versionedName(), feature.hash());
      byFullName.merge(
          feature.fullName(), feature, (one, two) -> one.version() > two.version() ? one : two);
    }
    anyWindows
        .definitions()
        .forEach(definition -> hashes.put(definition.versionedName(), definition.hash()));
    services.forEach(service -> this.services.put(service.name(), service));
    this.hash = CanonicalText.hash(CanonicalText.of(hashes, services));
  }

  /** Returns the declared attributes and entity tables. */
  public AttributeCatalogue attributes() {
    return attributes;
  }

  /** Returns all features of all versions: by file, in the order of the file. */
  public List<Feature> features() {
    return new ArrayList<>(byVersionedName.values());
  }

  /** Returns the definitions of any window: by file, in the order of the file. */
  public List<AnyWindowFeature> anyWindowFeatures() {
    return List.copyOf(anyWindows.definitions());
  }

  /**
   * Returns a feature by its name: {@code set@version.name}, or {@code set.name} for that of the
   * highest version that has it. The feature of a definition of any window is named with a window
   * behind it: {@code set.name@7h}.
   */
  public Optional<Feature> feature(String name) {
    Feature versioned = byVersionedName.get(name);
    Feature feature = versioned != null ? versioned : byFullName.get(name);
    return feature != null ? Optional.of(feature) : anyWindows.feature(name).map(any -> any);
  }

  /** Returns all services: by file, in the order of the file. */
  public List<FeatureService> services() {
    return new ArrayList<>(services.values());
  }

  /** Returns a service by its name. */
  public Optional<FeatureService> service(String name) {
    return Optional.ofNullable(services.get(name));
  }

  /**
   * Returns what is expected in place of a name that names no feature only for its window: it has
   * none and needs one, has one and takes none, or has one that can't be; empty when that is not
   * what is wrong with it.
   */
  public Optional<String> windowExpectation(String name) {
    return anyWindows.expectation(name, namesLike(name));
  }

  /** Returns the existing name nearest to one that names no feature: versioned when that one is. */
  public Optional<String> nearestFeature(String name) {
    return Nearest.of(name, namesLike(name));
  }

  private Set<String> namesLike(String name) {
    return (name.indexOf('@') >= 0 && name.indexOf('@') < name.indexOf('.')
            ? byVersionedName
            : byFullName)
        .keySet();
  }

  /** Returns the existing name nearest to one that names no service. */
  public Optional<String> nearestService(String name) {
    return Nearest.of(name, services.keySet());
  }

  /** Returns {@link Feature#hash} of a feature of this catalogue, most often computed at load. */
  public String hash(Feature feature) {
    String known = hashes.get(feature.versionedName());
    return known != null ? known : feature.hash();
  }

  /** Returns the hash of every definition, of any window too, by versioned name. */
  public Map<String, String> hashes() {
    return Collections.unmodifiableMap(hashes);
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
