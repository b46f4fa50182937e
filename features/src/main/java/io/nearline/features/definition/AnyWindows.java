package io.nearline.features.definition;

import io.nearline.features.attribute.EntityTable;
import io.nearline.features.yaml.DurationText;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The definitions of any window, and how they are asked for: by a name, {@code @} and a window. The
 * name may be versioned or not: then it is that of the highest version that has it. Immutable.
 */
final class AnyWindows {
  /** How the name of a feature ends whose definition says the window. */
  private static final Pattern WINDOW = Pattern.compile("_\\d+[a-z]+");

  private final Map<String, AnyWindowFeature> byVersionedName = new LinkedHashMap<>();
  private final Map<String, AnyWindowFeature> byFullName = new LinkedHashMap<>();

  AnyWindows(Collection<AnyWindowFeature> definitions) {
    for (AnyWindowFeature definition : definitions) {
      byVersionedName.put(definition.versionedName(), definition);
      byFullName.merge(
          definition.fullName(),
          definition,
          (one, two) -> one.version() > two.version() ? one : two);
    }
  }

  /** Returns the definitions, in their order. */
  Collection<AnyWindowFeature> definitions() {
    return byVersionedName.values();
  }

  /**
   * A name with a window behind it.
   *
   * @param definition the name, versioned or not
   * @param window the window as written
   */
  record Asked(String definition, String window) {

    /** Returns the parts of a name; empty when it has no window. */
    static Optional<Asked> of(String name) {
      int sign = name.lastIndexOf(AnyWindowFeature.SIGN);
      // A version's sign stands before the dot.
      return sign > name.lastIndexOf('.') && name.indexOf('.') > 0
          ? Optional.of(new Asked(name.substring(0, sign), name.substring(sign + 1)))
          : Optional.empty();
    }
  }

  /** Returns the feature of a name with a window; empty when there is none. */
  Optional<AggregateFeature> feature(String name) {
    return Asked.of(name)
        .flatMap(
            asked ->
                definition(asked.definition())
                    .flatMap(
                        definition ->
                            DurationText.parse(asked.window())
                                .filter(window -> refusal(window, definition).isEmpty())
                                .map(window -> definition.over(asked.window(), window))));
  }

  /**
   * Returns what is expected in place of a name that names no feature only for its window; empty
   * when that is not what is wrong with it.
   *
   * @param features the names of all features, versioned or not as the name is
   */
  Optional<String> expectation(String name, Collection<String> features) {
    Optional<Asked> asked = Asked.of(name);
    if (asked.isEmpty()) {
      return definition(name)
          .map(
              definition ->
                  "a window behind the name, such as " + name + AnyWindowFeature.SIGN + "24h")
          .or(() -> signForUnderscore(name));
    }
    if (features.contains(asked.get().definition())) {
      return Optional.of("no window behind " + asked.get().definition() + ", which has its own");
    }
    Optional<AnyWindowFeature> definition = definition(asked.get().definition());
    if (definition.isPresent()) {
      Optional<Duration> window = DurationText.parse(asked.get().window());
      return window.isEmpty()
          ? Optional.of(DurationText.EXPECTATION + " behind " + AnyWindowFeature.SIGN)
          : refusal(window.get(), definition.get());
    }
    List<String> windows =
        features.stream().filter(feature -> isOver(asked.get().definition(), feature)).toList();
    return windows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "one of " + String.join(", ", windows) + ": its definition has no window any");
  }

  /** Returns what is meant by {@code views_7h} where {@code views} is of any window. */
  private Optional<String> signForUnderscore(String name) {
    int underscore = name.lastIndexOf('_');
    if (underscore < 0 || DurationText.parse(name.substring(underscore + 1)).isEmpty()) {
      return Optional.empty();
    }
    String definition = name.substring(0, underscore);
    return definition(definition)
        .map(any -> definition + AnyWindowFeature.SIGN + name.substring(underscore + 1));
  }

  /** Returns whether a feature is that of a definition over a window of the definition's own. */
  private static boolean isOver(String definition, String feature) {
    return feature.startsWith(definition)
        && WINDOW.matcher(feature).region(definition.length(), feature.length()).matches();
  }

  private Optional<AnyWindowFeature> definition(String name) {
    AnyWindowFeature versioned = byVersionedName.get(name);
    return Optional.ofNullable(versioned != null ? versioned : byFullName.get(name));
  }

  private static Optional<String> refusal(Duration window, AnyWindowFeature definition) {
    EntityTable table = definition.entity().table();
    if (window.isZero()) {
      return Optional.of("a window > 0");
    }
    return window.compareTo(table.retention()) > 0
        ? Optional.of(
            "a window of at most "
                + table.retention().toHours()
                + "h, the retention of "
                + table.table())
        : Optional.empty();
  }
}
