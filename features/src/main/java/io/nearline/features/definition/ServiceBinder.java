package io.nearline.features.definition;

import io.nearline.features.problem.Nearest;
import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlScalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Binds services to features. A pattern is a versioned name in which {@code *} stands for any part
 * of the feature's name, or one with a window behind it, of a definition of any window; a service
 * has the features of its patterns in order, each once. Not thread-safe.
 */
final class ServiceBinder {
  private static final Pattern PATTERN =
      Pattern.compile(Names.PATTERN + "@[1-9]\\d*\\.([\\w*]+|\\w+@\\w*)");

  private final Map<String, Optional<Feature>> features;
  private final Map<String, Optional<AnyWindowFeature>> definitions;
  private final AnyWindows anyWindows;
  private final Map<String, Place> places = new HashMap<>();

  /**
   * Makes a binder.
   *
   * @param features the features by versioned names; empty ones are refused and reported already
   * @param anyWindows the definitions of any window, likewise
   */
  ServiceBinder(
      Map<String, Optional<Feature>> features, Map<String, Optional<AnyWindowFeature>> anyWindows) {
    this.features = features;
    this.definitions = anyWindows;
    this.anyWindows =
        new AnyWindows(anyWindows.values().stream().flatMap(Optional::stream).toList());
  }

  /** Binds a service; empty when there is nothing to bind, which is reported. */
  Optional<FeatureService> bind(UnboundService service) {
    Place other = places.putIfAbsent(service.name(), service.place());
    if (other != null) {
      service
          .place()
          .report(
              service.name(),
              "each service once; it is also at " + other.file() + ":" + other.line());
      return Optional.empty();
    }
    Map<String, Feature> byFullName = new LinkedHashMap<>();
    RequestTypes requested = new RequestTypes();
    for (YamlScalar pattern : service.patterns()) {
      for (Feature feature : matching(pattern)) {
        Feature same = byFullName.putIfAbsent(feature.fullName(), feature);
        if (same == null) {
          requested.add(feature.requestValues(), feature.versionedName(), pattern.place());
        }
        if (same != null && same.version() != feature.version()) {
          pattern
              .place()
              .report(
                  feature.versionedName(),
                  "each feature in one version; the service has " + same.versionedName());
        }
      }
    }
    return byFullName.isEmpty()
        ? Optional.empty()
        : Optional.of(new FeatureService(service.name(), List.copyOf(byFullName.values())));
  }

  private List<Feature> matching(YamlScalar scalar) {
    if (!PATTERN.matcher(scalar.text()).matches()) {
      scalar
          .place()
          .report(
              scalar.describe(),
              "set@version.name, such as job_ranking@1.applies_24h or job_ranking@1.*");
      return List.of();
    }
    Optional<AggregateFeature> windowed = anyWindows.feature(scalar.text());
    if (windowed.isPresent()) {
      return List.of(windowed.get());
    }
    List<Map.Entry<String, Optional<Feature>>> entries = entries(scalar.text());
    if (entries.isEmpty() && !isRefused(scalar.text())) {
      String expectation =
          anyWindows
              .expectation(scalar.text(), features.keySet())
              .orElseGet(() -> "a feature that exists" + nearest(scalar.text()));
      scalar.place().report(scalar.text(), expectation);
    }
    return entries.stream().map(Map.Entry::getValue).flatMap(Optional::stream).toList();
  }

  /** Returns whether a name is, or may be, that of a definition that is reported already. */
  private boolean isRefused(String name) {
    String definition = AnyWindows.Asked.of(name).map(AnyWindows.Asked::definition).orElse(name);
    Optional<AnyWindowFeature> known = definitions.get(definition);
    return (known != null && known.isEmpty()) || hasUnknownVersion(name.split("@", 2)[0]);
  }

  private boolean hasUnknownVersion(String set) {
    String prefix = set + "@" + UnboundSet.UNKNOWN_VERSION + ".";
    return features.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  private List<Map.Entry<String, Optional<Feature>>> entries(String text) {
    if (!text.contains("*")) {
      Optional<Feature> feature = features.get(text);
      return feature == null ? List.of() : List.of(Map.entry(text, feature));
    }
    Pattern pattern = Pattern.compile("\\Q" + text.replace("*", "\\E\\w*\\Q") + "\\E");
    return features.entrySet().stream()
        .filter(entry -> pattern.matcher(entry.getKey()).matches())
        .toList();
  }

  private String nearest(String pattern) {
    Set<String> names = new LinkedHashSet<>(features.keySet());
    if (pattern.contains("*")) {
      names.clear();
      features.keySet().forEach(name -> names.add(name.substring(0, name.indexOf('.')) + ".*"));
    }
    return Nearest.of(pattern, names).map(near -> "; did you mean " + near + "?").orElse("");
  }
}
