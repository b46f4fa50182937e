package io.nearline.features.matrix;

import io.nearline.features.yaml.Place;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Expands an item of {@code matrix} into features.
 *
 * <p>It is written like a feature. Each key but {@code name} and {@code windows} is an axis: it may
 * have a list of values, and one feature is made for each combination of values, the last key's
 * varying fastest; windows multiply as for any feature. A key without a list has that one value.
 * Where a value is itself a list, as {@code of} of {@code last_k} may be, it is a list in the list:
 * {@code of: [[object, verb]]}. The value {@code none} leaves the key out; in quotes it is a text
 * like any other. Names are made by {@link NameTemplate}.
 *
 * <p>Two keys are a matrix' own:
 *
 * <ul>
 *   <li>{@code verb}: only actions with that verb; a {@code where} must be satisfied as well.
 *   <li>{@code by}: a field. With {@code aggregate: count}, the counts for each value of the field:
 *       {@code aggregate: histogram, of} that field. It is refused with another aggregate, and
 *       together with {@code of}.
 * </ul>
 *
 * <p>What is wrong with a combination is reported at a place such as {@code matrix[0]{verb: view,
 * by: none}.of}. Of problems that differ in the combination only, the first is reported.
 */
public final class Matrix {
  /** The most features that one item may make, windows included. */
  public static final int MAX_FEATURES = 100_000;

  private static final String NAME = "name";
  private static final String VERB = "verb";
  private static final String BY = "by";
  private static final String OF = "of";
  private static final String AGGREGATE = "aggregate";

  private final YamlMapping item;
  private final List<Axis> axes;
  private final NameTemplate template;
  private final List<Combination> combinations = new ArrayList<>();

  private Matrix(YamlMapping item, List<Axis> axes, NameTemplate template) {
    this.item = item;
    this.axes = axes;
    this.template = template;
  }

  /** Returns all combinations; none when the matrix as a whole is wrong, which is reported. */
  public static List<Combination> expand(YamlMapping item) {
    List<Axis> axes = Axis.all(item);
    boolean named = item.require(NAME, "a name, such as {verb}_{by}");
    Optional<NameTemplate> template =
        named
            ? item.scalar(NAME).flatMap(scalar -> NameTemplate.read(scalar, axes))
            : Optional.empty();
    if (template.isEmpty() || !isModest(item, axes)) {
      return List.of();
    }
    Matrix matrix = new Matrix(item, axes, template.get());
    matrix.combine(new LinkedHashMap<>(), 0);
    return matrix.combinations;
  }

  private static boolean isModest(YamlMapping item, List<Axis> axes) {
    long features =
        item.node("windows")
            .map(node -> node instanceof YamlSequence list ? list.items().size() : 1)
            .orElse(1);
    for (Axis axis : axes) {
      features *= axis.values().size();
      if (features > MAX_FEATURES) {
        item.place()
            .report("more than " + MAX_FEATURES + " features", "at most that many of one matrix");
        return false;
      }
    }
    return true;
  }

  private void combine(Map<String, YamlNode> chosen, int next) {
    if (next == axes.size()) {
      add(chosen);
      return;
    }
    Axis axis = axes.get(next);
    for (YamlNode value : axis.values()) {
      chosen.put(axis.key(), value);
      combine(chosen, next + 1);
    }
    chosen.remove(axis.key());
  }

  private void add(Map<String, YamlNode> chosen) {
    String text = text(chosen);
    String path = item.place().path();
    Place place = moved(item.place(), path, path + text);
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    YamlNode name = item.node(NAME).orElseThrow();
    entries.put(
        NAME,
        new YamlScalar(moved(name.place(), path, place.path()), template.name(chosen), false));
    chosen.forEach(
        (key, value) -> {
          if (!Axis.isNone(value)) {
            String keyPath = place.path() + (place.path().isEmpty() ? "" : ".") + key;
            entries.put(key, moved(value, value.place().path(), keyPath));
          }
        });
    YamlNode by = entries.remove(BY);
    if (by != null) {
      countBy(by, entries);
    }
    YamlNode verb = entries.remove(VERB);
    item.node("windows")
        .ifPresent(windows -> entries.put("windows", moved(windows, path, place.path())));
    YamlMapping feature = YamlMapping.of(place, entries);
    // So that they are named where the keys that there are are listed.
    feature.node(VERB);
    feature.node(BY);
    combinations.add(
        new Combination(
            feature,
            Optional.ofNullable(verb)
                .filter(
                    node -> {
                      if (node instanceof YamlScalar scalar) {
                        return scalar.string().isPresent();
                      }
                      node.place().report(node.describe(), "a verb");
                      return false;
                    })
                .map(YamlScalar.class::cast)));
  }

  private static void countBy(YamlNode by, Map<String, YamlNode> entries) {
    YamlNode aggregate = entries.get(AGGREGATE);
    if (entries.containsKey(OF)) {
      by.place().report(by.describe() + " beside of", "by or of, not both");
    } else if (aggregate instanceof YamlScalar scalar && scalar.text().equals("count")) {
      entries.put(AGGREGATE, new YamlScalar(scalar.place(), "histogram", false));
      entries.put(OF, by);
    } else if (aggregate != null) {
      by.place()
          .report(
              by.describe() + " with aggregate " + aggregate.describe(),
              "aggregate: count, which by makes the counts for each value of a field");
    }
  }

  /** Names the values of the axes that have several. */
  private String text(Map<String, YamlNode> chosen) {
    List<String> texts =
        axes.stream()
            .filter(axis -> axis.values().size() > 1)
            .map(
                axis ->
                    axis.key()
                        + ": "
                        + Axis.describe(Objects.requireNonNull(chosen.get(axis.key()))))
            .toList();
    return texts.isEmpty() ? "" : "{" + String.join(", ", texts) + "}";
  }

  /** Returns a node with one path in the place of another at the start of all of its paths. */
  private static YamlNode moved(YamlNode node, String from, String to) {
    Place place = moved(node.place(), from, to);
    if (node instanceof YamlScalar scalar) {
      return new YamlScalar(place, scalar.text(), scalar.quoted());
    }
    if (node instanceof YamlSequence sequence) {
      return new YamlSequence(
          place, sequence.items().stream().map(each -> moved(each, from, to)).toList());
    }
    Map<String, YamlNode> entries = ((YamlMapping) node).entries();
    entries.replaceAll((key, value) -> moved(value, from, to));
    return YamlMapping.of(place, entries);
  }

  private static Place moved(Place place, String from, String to) {
    String path = to + place.path().substring(from.length());
    return new Place(place.file(), place.line(), path, place.problems());
  }
}
