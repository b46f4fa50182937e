package io.nearline.features.definition;

import io.nearline.features.expression.Reference;
import io.nearline.features.problem.Nearest;
import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlScalar;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the features that expressions name. A name alone is one of the expression's own set, in the
 * same version. Another set is there in one version only, or the expression's set pins the version
 * with {@code uses: [other_set@2]}. What is wrong is reported where it stands.
 */
final class References {
  private static final Pattern USE = Pattern.compile("(" + Names.PATTERN + ")@([1-9]\\d{0,8})");

  private final Set<String> features;
  private final Set<String> anyWindows;
  private final Map<String, Set<Integer>> versions = new TreeMap<>();

  /**
   * Knows all features and sets.
   *
   * @param features their versioned names
   * @param anyWindows the versioned names of the definitions of any window
   */
  References(Set<String> features, Set<String> anyWindows, Collection<UnboundSet> sets) {
    this.features = features;
    this.anyWindows = anyWindows;
    for (UnboundSet set : sets) {
      versions.computeIfAbsent(set.name(), any -> new TreeSet<>()).add(set.version());
    }
  }

  /** Returns the versions of other sets that a set pins, by the sets' names. */
  Map<String, Integer> pinned(UnboundSet set) {
    Map<String, Integer> pinned = new HashMap<>();
    for (YamlScalar use : set.uses()) {
      Matcher matcher = USE.matcher(use.text());
      if (!matcher.matches()) {
        use.place().report(use.describe(), "another set in one version, such as job_ranking@2");
        continue;
      }
      String name = matcher.group(1);
      int version = Integer.parseInt(matcher.group(2));
      Optional<Integer> existing = existing(name, version);
      if (name.equals(set.name())) {
        use.place().report(use.text(), "another set than " + name + " itself");
      } else if (existing.isEmpty()) {
        use.place().report(use.text(), "a set that exists" + didYouMean(use.text(), versioned()));
      } else if (pinned.putIfAbsent(name, existing.get()) != null) {
        use.place().report(use.text(), "each set once");
      }
    }
    return pinned;
  }

  /** Returns a version, or that which stands for it; empty when there is neither. */
  private Optional<Integer> existing(String name, int version) {
    Set<Integer> existing = versions.getOrDefault(name, Set.of());
    return Stream.of(version, UnboundSet.UNKNOWN_VERSION).filter(existing::contains).findFirst();
  }

  /** Returns the versioned name of a feature; empty when there is none, which is reported. */
  Optional<String> resolve(
      UnboundSet set, Map<String, Integer> pinned, Reference reference, Place place) {
    String owner = reference.set().orElse(set.name());
    Optional<Integer> version =
        owner.equals(set.name())
            ? Optional.of(set.version())
            : version(owner, pinned, reference, place);
    if (version.isEmpty()) {
      return Optional.empty();
    }
    String prefix = owner + "@" + version.get() + ".";
    if (features.contains(prefix + reference.name())) {
      return Optional.of(prefix + reference.name());
    }
    if (anyWindows.contains(prefix + reference.name())) {
      place.report(
          reference.text() + reference.place(),
          "a feature of a window that the definition says; this one's is any");
      return Optional.empty();
    }
    List<String> names =
        features.stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .toList();
    place.report(
        reference.text() + reference.place(),
        "a feature of " + owner + "@" + version.get() + didYouMean(reference.name(), names));
    return Optional.empty();
  }

  private Optional<Integer> version(
      String owner, Map<String, Integer> pinned, Reference reference, Place place) {
    if (pinned.containsKey(owner)) {
      return Optional.of(pinned.get(owner));
    }
    Set<Integer> existing = versions.getOrDefault(owner, Set.of());
    if (existing.size() == 1) {
      return Optional.of(existing.iterator().next());
    }
    place.report(
        reference.text() + reference.place(),
        existing.isEmpty()
            ? "a feature of a set that exists" + didYouMean(owner, versions.keySet())
            : existing.stream()
                .map(version -> owner + "@" + version)
                .collect(
                    Collectors.joining(" or ", "one version, as the set pins it with uses: ", "")));
    return Optional.empty();
  }

  private Collection<String> versioned() {
    return versions.entrySet().stream()
        .flatMap(set -> set.getValue().stream().map(version -> set.getKey() + "@" + version))
        .toList();
  }

  private static String didYouMean(String unknown, Collection<String> names) {
    return Nearest.of(unknown, names).map(near -> "; did you mean " + near + "?").orElse("");
  }
}
