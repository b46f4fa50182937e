package io.nearline.features.definition;

import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * A feature set as written.
 *
 * @param place where its name stands
 * @param name its name
 * @param version its version; {@link #UNKNOWN_VERSION} when that was refused
 * @param entity the key that its features are about, or a list of keys; empty when it is absent
 * @param features its features
 * @param derived its derived features
 * @param uses the versions of other sets that its expressions read, such as {@code items@2}
 */
record UnboundSet(
    Place place,
    String name,
    int version,
    Optional<YamlNode> entity,
    List<UnboundFeature> features,
    List<UnboundDerived> derived,
    List<YamlScalar> uses) {
  /** Stands for a version that was refused; whatever it was to be, no problem follows from that. */
  static final int UNKNOWN_VERSION = 0;

  /** Returns the set with these derived features in place of its own. */
  UnboundSet withDerived(List<UnboundDerived> others) {
    return new UnboundSet(place, name, version, entity, features, others, uses);
  }

  /** Returns {@code name@version}. */
  String versionedName() {
    return name + "@" + version;
  }
}
