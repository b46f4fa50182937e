package io.nearline.ingest.pipeline;

import io.nearline.features.yaml.YamlScalar;
import io.nearline.ingest.expression.ActionVariable;
import io.nearline.ingest.expression.ExpressionScope;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of names in pipelines.yaml. */
enum ConfiguredName {
  /** A pipeline or a pattern. */
  DEFINITION("[a-z][a-z0-9_-]{0,62}", "a lower-case letter, then letters, digits, _ and -"),
  /** A topic of Kafka. */
  TOPIC("[A-Za-z0-9._-]{1,200}", "a topic's name: letters, digits, '.', '_' and '-'"),
  /** What expressions refer to. */
  VARIABLE("[A-Za-z_][A-Za-z0-9_]*", "a name: a letter or _, then letters, digits and _");

  /** CEL's reserved words, and the names that expressions have for other things. */
  private static final Set<String> RESERVED =
      Set.of(
          ExpressionScope.EVENT,
          ActionVariable.NAME,
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "namespace",
          "package",
          "return",
          "var",
          "void",
          "while");

  private final Pattern pattern;
  private final String expectation;

  ConfiguredName(String pattern, String expectation) {
    this.pattern = Pattern.compile(pattern);
    this.expectation = expectation;
  }

  /** Returns the name; one that is none is reported. */
  Optional<String> read(YamlScalar scalar) {
    String text = scalar.text();
    if (!pattern.matcher(text).matches()) {
      scalar.place().report(scalar.describe(), expectation);
      return Optional.empty();
    }
    if (this == VARIABLE && RESERVED.contains(text)) {
      scalar.place().report(text, "a name other than " + text);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Returns the name; one that is none, or is among the names before, is reported. */
  Optional<String> readOnce(YamlScalar scalar, Set<String> names) {
    Optional<String> name = read(scalar);
    if (name.isPresent() && !names.add(name.get())) {
      scalar.place().report(name.get(), "each name once");
      return Optional.empty();
    }
    return name;
  }
}
