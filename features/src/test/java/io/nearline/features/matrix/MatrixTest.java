package io.nearline.features.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import io.nearline.features.yaml.StrictYaml;
import io.nearline.features.yaml.YamlMapping;
import io.nearline.features.yaml.YamlNode;
import io.nearline.features.yaml.YamlScalar;
import io.nearline.features.yaml.YamlSequence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
  private final Problems problems = new Problems();

  private List<Combination> expand(String item) {
    YamlMapping root = StrictYaml.parse("a.yaml", item, problems).orElseThrow();
    return Matrix.expand(root);
  }

  private List<String> names(String item) {
    return expand(item).stream().map(each -> each.feature().string("name").orElseThrow()).toList();
  }

  private static String text(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return scalar.text();
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items().stream().map(MatrixTest::text).toList().toString();
    }
    return ((YamlMapping) node)
        .entries().entrySet().stream()
            .map((Map.Entry<String, YamlNode> e) -> e.getKey() + ": " + text(e.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  @Test
  void makesEveryCombinationTheLastAxisVaryingFastest() {
    List<Combination> combinations =
        expand(
            "{name: '{verb}_{by}', aggregate: count, verb: [job-view, job-apply],"
                + " by: [none, objectAttributes.geo], windows: [1h, 24h], half_life: [none, 6h]}");
    problems.throwIfAny();
    assertThat(combinations.stream().map(each -> text(each.written())))
        .containsExactly(
            "{name: job_view, aggregate: count,"
                + " where: verb == \"job-view\", windows: [1h, 24h]}",
            "{name: job_view_half_life_6h, aggregate: count, half_life: 6h,"
                + " where: verb == \"job-view\", windows: [1h, 24h]}",
            "{name: job_view_geo, aggregate: histogram,"
                + " of: objectAttributes.geo, where: verb == \"job-view\", windows: [1h, 24h]}",
            "{name: job_view_geo_half_life_6h, aggregate: histogram, half_life: 6h,"
                + " of: objectAttributes.geo, where: verb == \"job-view\", windows: [1h, 24h]}",
            "{name: job_apply, aggregate: count,"
                + " where: verb == \"job-apply\", windows: [1h, 24h]}",
            "{name: job_apply_half_life_6h, aggregate: count, half_life: 6h,"
                + " where: verb == \"job-apply\", windows: [1h, 24h]}",
            "{name: job_apply_geo, aggregate: histogram,"
                + " of: objectAttributes.geo, where: verb == \"job-apply\", windows: [1h, 24h]}",
            "{name: job_apply_geo_half_life_6h, aggregate: histogram, half_life: 6h,"
                + " of: objectAttributes.geo, where: verb == \"job-apply\", windows: [1h, 24h]}");
  }

  @Test
  void joinsVerbAndWhere() {
    assertThat(
            expand(
                    """
                    name: x
                    aggregate: count
                    verb: 'say "hi\\'
                    where: [none, 'a == 1 || b', "c // d"]
                    windows: [1h]
                    """)
                .stream()
                .map(each -> text(each.written().node("where").orElseThrow())))
        .containsExactly(
            "verb == \"say \\\"hi\\\\\"",
            "verb == \"say \\\"hi\\\\\" && (a == 1 || b)",
            "verb == \"say \\\"hi\\\\\" && (c // d\n)");
    problems.throwIfAny();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          name: x, of: [objectAttributes.geo, actor] -> x_of_geo x_of_actor
          name: '{of}_x', of: [objectAttributes.dwell_ms, none, verb] -> dwell_ms_x x verb_x
          name: 'a_{k}_b', k: [none, 3] -> a_b a_3_b
          name: 'a{k}_b', k: [none, 3] -> a_b a3_b
          name: 'a_{k}', k: [3, none] -> a_3 a
          name: 'a_{k}_{p}_b', k: none, p: none -> a_b
          name: '{k}_{p}_b', k: none, p: none -> b
          name: '{aggregate}_x', aggregate: count -> count_x
          name: x, aggregate: [count] -> x
          name: x, p: [0.5, 0.95] -> x_p_0_5 x_p_0_95
          name: x, verb: ['none', a--b, '-é-'] -> x_verb_none x_verb_a_b x
          name: x, where: ['price > 5 && (remote)', none] -> x_where_price_5_remote x
          name: x, of: [[object, verbAttributes.device], [verb]] -> x_of_object_device x_of_verb
          name: x, of: [[object, age_ms]] -> x
          name: x, b: [1, 2], a: [3, none] -> x_b_1_a_3 x_b_1 x_b_2_a_3 x_b_2
          """)
  void namesEachCombination(String item, String expected) {
    assertThat(names("{" + item + ", windows: [1h]}")).containsExactly(expected.split(" "));
    problems.throwIfAny();
  }

  @Test
  void placesNameTheCombination() {
    YamlMapping matrix =
        StrictYaml.parse(
                "a.yaml",
                """
                matrix:
                  - name: x
                    aggregate: sum
                    of:
                      - [actor, verb]
                      - object
                    k: [5, none]
                    windows: [1h]
                """,
                problems)
            .orElseThrow()
            .sequence("matrix")
            .orElseThrow()
            .mappings()
            .get(0);
    Combination last = Matrix.expand(matrix).get(3);
    last.feature().sequence("windows").orElseThrow().scalars().get(0).duration();
    last.feature().node("of").orElseThrow().place().report("this", "that");
    Matrix.expand(matrix).get(0).feature().node("of").orElseThrow().place().report("a", "b");
    assertThat(problems.sorted())
        .extracting(Problem::toString)
        .containsExactly(
            "a.yaml:5: matrix[0]{of: [actor, verb], k: 5}.of: a (expected: b)",
            "a.yaml:6: matrix[0]{of: object, k: none}.of: this (expected: that)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          aggregate: count -> name: nothing (expected: a name, such as {verb}_{by})
          name: '{vreb}', verb: [a, b] -> name: {vreb} with {vreb} (expected: in braces one of the matrix' keys verb; did you mean verb?)
          name: x, verb: [] -> verb: no value (expected: at least one, or none to leave the key out)
          name: x, verb: [a, ''] -> {verb: ""}.verb: "" (expected: a string that is not empty)
          name: x, verb: [[a]] -> verb: a list (expected: a verb)
          name: x, by: [none, geo], aggregate: [count, sum] -> {by: geo, aggregate: sum}.by: geo with aggregate sum (expected: aggregate: count, which by makes the counts for each value of a field)
          name: x, by: geo, of: [none, city, zip], aggregate: count -> {of: city}.by: geo beside of (expected: by or of, not both)
          """)
  void refusesWithPlaceValueAndExpectation(String item, String problem) {
    expand("{" + item + ", windows: [1h]}");
    assertThat(problems.sorted())
        .extracting(Problem::toString)
        .containsExactly("a.yaml:1: " + problem);
  }

  @Test
  void refusesMoreThanAnyoneCanServe() {
    String ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    assertThat(
            expand(
                "{name: x, a: %s, b: %s, c: %s, d: %s, windows: %s, e: [1, 2]}"
                    .formatted(ten, ten, ten, ten, ten)))
        .isEmpty();
    assertThat(problems.sorted())
        .extracting(Problem::toString)
        .containsExactly(
            "a.yaml:1: more than 100000 features (expected: at most that many of one matrix)");
  }
}
