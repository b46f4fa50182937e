package io.nearline.features.matrix;

import io.nearline.features.attribute.AttributePath;
import io.nearline.features.problem.Nearest;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a matrix: text with the keys of axes in braces.
 *
 * <ul>
 *   <li>{@code {key}} is replaced by the value made into a name: of an attribute's path the last
 *       part; every run of other characters than ASCII letters and digits is one underscore, none
 *       at either end; the parts of a list are joined by underscores.
 *   <li>The value {@code none} is replaced by nothing, and the underscore before it goes too; at
 *       the start of the name, the one behind it.
 *   <li>An axis of several values that the template does not mention is appended in the order of
 *       the file as {@code _{key}_{value}}; for {@code none}, nothing.
 * </ul>
 */
final class NameTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  /** A part of the template: a text as it is, or the key of an axis. */
  private record Part(String text, boolean isKey) {}

  private final List<Part> parts;
  private final List<String> appended;

  private NameTemplate(List<Part> parts, List<String> appended) {
    this.parts = parts;
    this.appended = appended;
  }

  /** Reads the template of a matrix; empty when it is not to be had, which is reported. */
  static Optional<NameTemplate> read(YamlScalar scalar, List<Axis> axes) {
    List<Part> parts = new ArrayList<>();
    Set<String> mentioned = new HashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(scalar.text());
    int end = 0;
    while (matcher.find()) {
      parts.add(new Part(scalar.text().substring(end, matcher.start()), false));
      String key = matcher.group(1);
      if (axes.stream().noneMatch(axis -> axis.key().equals(key))) {
        List<String> keys = axes.stream().map(Axis::key).toList();
        scalar
            .place()
            .report(
                scalar.text() + " with {" + key + "}",
                "in braces one of the matrix' keys "
                    + String.join(", ", keys)
                    + Nearest.of(key, keys).map(near -> "; did you mean " + near + "?").orElse(""));
        return Optional.empty();
      }
      mentioned.add(key);
      parts.add(new Part(key, true));
      end = matcher.end();
    }
    parts.add(new Part(scalar.text().substring(end), false));
    List<String> appended =
        axes.stream()
            .filter(axis -> axis.values().size() > 1 && !mentioned.contains(axis.key()))
            .map(Axis::key)
            .toList();
    return Optional.of(new NameTemplate(parts, appended));
  }

  /** Returns the name for one value of each key. */
  String name(Map<String, YamlNode> values) {
    StringBuilder name = new StringBuilder();
    boolean underscoreGoes = false;
    for (Part part : parts) {
      String text = part.isKey() ? name(part.text(), values) : part.text();
      if (part.isKey() && text.isEmpty()) {
        int last = name.length() - 1;
        if (last >= 0 && name.charAt(last) == '_') {
          name.setLength(last);
        }
        underscoreGoes = name.isEmpty();
      } else if (!text.isEmpty()) {
        name.append(underscoreGoes && text.startsWith("_") ? text.substring(1) : text);
        underscoreGoes = false;
      }
    }
    for (String key : appended) {
      String text = name(key, values);
      if (!text.isEmpty()) {
        name.append('_').append(key).append('_').append(text);
      }
    }
    return name.toString();
  }

  private static String name(String key, Map<String, YamlNode> values) {
    YamlNode value = values.get(key);
    return value == null || Axis.isNone(value) ? "" : name(value);
  }

  private static String name(YamlNode value) {
    if (value instanceof YamlSequence sequence) {
      return sequence.items().stream().map(NameTemplate::name).collect(Collectors.joining("_"));
    }
    if (value instanceof YamlMapping mapping) {
      return mapping.entries().values().stream()
          .map(NameTemplate::name)
          .collect(Collectors.joining("_"));
    }
    String text = ((YamlScalar) value).text();
    return AttributePath.parse(text)
        .map(AttributePath::name)
        .orElse(text)
        .replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("^_|_$", "");
  }
}
