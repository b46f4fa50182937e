package io.nearline.features.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problems;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class YamlWriterTest {
  private static YamlMapping parse(String text) {
    Problems problems = new Problems();
    YamlMapping root = StrictYaml.parse("a.yaml", text, problems).orElseThrow();
    problems.throwIfAny();
    return root;
  }

  /** Everything that reading can tell, in one text. */
  private static String nodes(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return (scalar.quoted() ? "quoted " : "plain ") + scalar.text();
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items().stream().map(YamlWriterTest::nodes).toList().toString();
    }
    return ((YamlMapping) node)
        .entries().entrySet().stream()
            .map((Map.Entry<String, YamlNode> e) -> e.getKey() + "=" + nodes(e.getValue()))
            .collect(Collectors.joining("; ", "{", "}"));
  }

  @Test
  void laysOutAFile() {
    String text =
        """
        feature_set: jobs
        version: 1
        features:
          - {name: a, of: [object, age_ms], where: 'verb == "x"', windows: [1h, 24h]}
          - {name: b, p: 0.5, default: -1.5e3}
        services:
          one: ['jobs@1.*']
          many:
            - a
            - b
            - c
            - d
            - e
            - f
            - g
        """;
    assertThat(YamlWriter.text(parse(text))).isEqualTo(text);
  }

  @Test
  void whatItWritesReadsAsTheSame() {
    String text =
        """
        plain: [a b, -5, +5, .5, 1e-3, true, null, ~, 'true', '5', "", a-b, "-", "- a", 'a: b', 'it''s', a@b]
        odd: ["\\n", "tab\\t", "\\0", "\\\\ \\"", "é日本😀", "\\u2028", "\\uFEFF", "#x", "a #b", "[", "{", "*a", "&a", "!a", "%", "@a", "`"]
        "a key: odd": {"": 1, deep: {er: [[1, 'a'], {b: []}]}}
        emptyList: []
        emptyMapping: {}
        text: |
          two
          lines
        """;
    YamlMapping root = parse(text);
    String written = YamlWriter.text(root);
    String plain = nodes(root).replaceAll("plain (a b|~)(?=[,\\]])", "quoted $1");
    assertThat(nodes(parse(written))).isEqualTo(plain);
  }
}
