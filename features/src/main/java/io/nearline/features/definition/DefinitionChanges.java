package io.nearline.features.definition;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells definitions that changed under the version that they had. A served definition is immutable:
 * what callers log beside a value says once and for all what it means. Features may come and go,
 * and services may change.
 */
public final class DefinitionChanges {
  /** How many features a problem lists. */
  private static final int MOST_NAMES = 5;

  private DefinitionChanges() {}

  /**
   * Compares a catalogue with what is served.
   *
   * @param served what is served
   * @param next what shall be served
   * @param files the texts that {@code next} was made of, by path
   * @return one problem for each version of a set that has changed features, at the line of its
   *     version; empty when there is none
   */
  public static List<Problem> between(Catalogue served, Catalogue next, Map<String, String> files) {
    Map<String, List<Feature>> changed = new LinkedHashMap<>();
    for (Feature feature : next.features()) {
      Optional<Feature> before = served.feature(feature.versionedName());
      if (before.isPresent() && !served.hash(before.get()).equals(next.hash(feature))) {
        changed
            .computeIfAbsent(
                feature.set() + "@" + feature.version(), versionedSet -> new ArrayList<>())
            .add(feature);
      }
    }
    return changed.values().stream().map(features -> problem(features, files)).sorted().toList();
  }

  private static Problem problem(List<Feature> changed, Map<String, String> files) {
    Feature first = changed.get(0);
    String value = String.valueOf(first.version());
    String expectation =
        "a new version, since "
            + first.set()
            + "@"
            + value
            + " is served with other definitions of "
            + changed.stream()
                .limit(MOST_NAMES)
                .map(Feature::name)
                .collect(Collectors.joining(", "))
            + (changed.size() > MOST_NAMES
                ? " and " + (changed.size() - MOST_NAMES) + " more"
                : "");
    return version(first, files)
        .map(scalar -> scalar.place())
        .map(place -> new Problem(place.file(), place.line(), place.path(), value, expectation))
        .orElseGet(() -> new Problem("features", 0, first.set(), value, expectation));
  }

  /** Returns where a feature's version is written. */
  private static Optional<YamlScalar> version(Feature feature, Map<String, String> files) {
    Problems ignored = new Problems();
    return new TreeMap<>(files)
        .entrySet().stream()
            .filter(file -> CatalogueLoader.isFeaturesFile(file.getKey()))
            .flatMap(file -> StrictYaml.parse(file.getKey(), file.getValue(), ignored).stream())
            .filter(
                root ->
                    root.scalar("feature_set")
                        .filter(name -> name.text().equals(feature.set()))
                        .isPresent())
            .flatMap(root -> root.scalar("version").stream())
            .filter(
                version ->
                    version.integer(1, Integer.MAX_VALUE).equals(OptionalInt.of(feature.version())))
            .findFirst();
  }
}
