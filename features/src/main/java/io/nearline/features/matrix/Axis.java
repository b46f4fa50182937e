package io.nearline.features.matrix;

import io.nearline.features.problem.Excerpt;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A key of a matrix with its values: those of its list, or the one that it has.
 *
 * @param key the key, such as {@code half_life}
 * @param values its values in order
 */
record Axis(String key, List<YamlNode> values) {
  /** What stands for leaving the key out; in quotes it is a text like any other. */
  private static final String NONE = "none";

  /** The keys that are not multiplied: a name is made for each feature, windows multiply anyway. */
  static final Set<String> OTHER_KEYS = Set.of("name", "windows");

  /** Copies the values. */
  Axis {
    values = List.copyOf(values);
  }

  /** Reads all axes of a matrix in the order of the file; an empty one is reported. */
  static List<Axis> all(YamlMapping matrix) {
    List<Axis> axes = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : matrix.entries().entrySet()) {
      if (OTHER_KEYS.contains(entry.getKey())) {
        continue;
      }
      List<YamlNode> values =
          entry.getValue() instanceof YamlSequence sequence
              ? sequence.items()
              : List.of(entry.getValue());
      if (values.isEmpty()) {
        entry.getValue().place().report("no value", "at least one, or none to leave the key out");
      }
      axes.add(new Axis(entry.getKey(), values));
    }
    return axes;
  }

  /** Returns whether a value stands for leaving the key out. */
  static boolean isNone(YamlNode value) {
    return value instanceof YamlScalar scalar && !scalar.quoted() && scalar.text().equals(NONE);
  }

  /** Returns a value in words, for messages. */
  static String describe(YamlNode value) {
    return value instanceof YamlSequence sequence
        ? sequence.items().stream().map(Axis::describe).toList().toString()
        : Excerpt.of(value.describe());
  }
}
