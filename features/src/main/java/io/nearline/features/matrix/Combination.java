package io.nearline.features.matrix;

import io.nearline.features.condition.Literal;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import java.util.Map;
import java.util.Optional;

/**
 * A feature that a matrix makes.
 *
 * @param feature as the file would list it, but for its verb
 * @param verb the verb that its actions must have besides what its {@code where} says
 */
public record Combination(YamlMapping feature, Optional<YamlScalar> verb) {

  /** Returns the feature as an item of {@code features} that means the same. */
  public YamlMapping written() {
    Map<String, YamlNode> entries = feature.entries();
    if (verb.isPresent()) {
      Optional<String> where =
          Optional.ofNullable(entries.get("where"))
              .filter(YamlScalar.class::isInstance)
              .map(node -> ((YamlScalar) node).text());
      String text = where(verb.get().text(), where);
      Optional<YamlNode> windows = Optional.ofNullable(entries.remove("windows"));
      entries.put("where", new YamlScalar(verb.get().place(), text, true));
      windows.ifPresent(node -> entries.put("windows", node));
    }
    return YamlMapping.of(feature.place(), entries);
  }

  /** Returns in CEL that the action has a verb, and satisfies a condition if there is one. */
  public static String where(String verb, Optional<String> condition) {
    String hasVerb = "verb == " + new Literal.Text(verb).text();
    // A comment would hide what follows it on its line.
    return condition
        .map(text -> hasVerb + " && (" + text + (text.contains("//") ? "\n)" : ")"))
        .orElse(hasVerb);
  }
}
