package io.nearline.features.yaml;

import io.nearline.features.problem.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping that is read key by key. Reading a key makes it known; {@link #finish} then reports the
 * keys that nobody read. Not thread-safe.
 */
public final class YamlMapping implements YamlNode {
  private final Place place;
  private final Map<String, YamlNode> entries;
  private final Set<String> known = new LinkedHashSet<>();

  YamlMapping(Place place, Map<String, YamlNode> entries) {
    this.place = place;
    this.entries = new LinkedHashMap<>(entries);
  }

  /** Returns a mapping that is made, not read. */
  public static YamlMapping of(Place place, Map<String, YamlNode> entries) {
    return new YamlMapping(place, entries);
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public String describe() {
    return "a mapping";
  }

  /**
   * Returns all entries in the order of the file and makes their keys known: for mappings with free
   * keys.
   */
  public Map<String, YamlNode> entries() {
    known.addAll(entries.keySet());
    return new LinkedHashMap<>(entries);
  }

  /** Returns the node of a key, or empty when the key is absent. */
  public Optional<YamlNode> node(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * Returns the scalar of a key; empty when the key is absent, or is no scalar, which is reported.
   */
  public Optional<YamlScalar> scalar(String key) {
    return node(key).flatMap(node -> as(YamlScalar.class, node, "a single value"));
  }

  /** Returns the list of a key; empty when the key is absent, or is no list, which is reported. */
  public Optional<YamlSequence> sequence(String key) {
    return node(key).flatMap(node -> as(YamlSequence.class, node, "a list"));
  }

  /**
   * Returns the mapping of a key; empty when the key is absent, or is no mapping, which is
   * reported.
   */
  public Optional<YamlMapping> mapping(String key) {
    return node(key).flatMap(node -> as(YamlMapping.class, node, "a mapping"));
  }

  /**
   * Returns the string of a key; empty when the key is absent or is not a string, which is
   * reported.
   */
  public Optional<String> string(String key) {
    return scalar(key).flatMap(YamlScalar::string);
  }

  /** Reports when the key is absent; returns whether it is there. */
  public boolean require(String key, String expectation) {
    known.add(key);
    if (entries.containsKey(key)) {
      return true;
    }
    place.child(key, place.line()).report("", expectation);
    return false;
  }

  /** Returns the string of a key; its absence is reported. */
  public Optional<String> requiredString(String key) {
    return require(key, "a string") ? string(key) : Optional.empty();
  }

  /** Reports every key that was not read. Call it once all keys have been. */
  public void finish() {
    entries.forEach(
        (key, node) -> {
          if (!known.contains(key)) {
            node.place().report(key, "one of the keys " + expectedKeys(key));
          }
        });
  }

  private String expectedKeys(String unknown) {
    return String.join(", ", known)
        + Nearest.of(unknown, List.copyOf(known))
            .map(near -> "; did you mean " + near + "?")
            .orElse("");
  }

  private static <N extends YamlNode> Optional<N> as(
      Class<N> type, YamlNode node, String expectation) {
    if (type.isInstance(node)) {
      return Optional.of(type.cast(node));
    }
    node.place().report(node.describe(), expectation);
    return Optional.empty();
  }
}
