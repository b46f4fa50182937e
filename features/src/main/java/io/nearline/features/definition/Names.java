package io.nearline.features.definition;

import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlScalar;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of feature sets, features and services. */
final class Names {
  /** Expressions refer to features by name, so names are identifiers. */
  static final String PATTERN = "[A-Za-z][A-Za-z0-9_]*";

  /** What is expected in place of a text that is no name. */
  static final String EXPECTATION = "a letter, then letters, digits and underscores";

  private static final Pattern NAME = Pattern.compile(PATTERN);

  private Names() {}

  /** Returns the name under a key; empty when there is none, or is none, which is reported. */
  static Optional<String> read(YamlMapping mapping, String key) {
    Optional<YamlScalar> scalar = mapping.scalar(key);
    Optional<String> name = scalar.map(YamlScalar::text).filter(Names::isName);
    if (scalar.isPresent() && name.isEmpty()) {
      scalar.get().place().report(scalar.get().describe(), EXPECTATION);
    }
    return name;
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
