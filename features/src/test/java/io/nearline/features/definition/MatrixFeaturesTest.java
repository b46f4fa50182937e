package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.TestAttributes;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Features that a matrix makes are features like any other. */
class MatrixFeaturesTest {
  private static final String HEAD = "feature_set: jobs\nversion: 1\nentity: actor\n";

  private static Catalogue load(String set) {
    return CatalogueLoader.load(
        Map.of("attributes.yaml", TestAttributes.YAML, "features/a.yaml", HEAD + set));
  }

  @Test
  void meanTheSameAsWrittenOneByOne() {
    Catalogue expanded =
        load(
            """
            features:
              - {name: first, aggregate: count, windows: [1h]}
            matrix:
              - {name: '{verb}_{by}', aggregate: count, verb: [view, apply], by: [none, objectAttributes.geo],
                 windows: [1h, 24h], half_life: [none, 6h]}
              - {name: top, aggregate: top_k, of: verb, k: [3, 5], verb: 'a"b',
                 where: [none, 'objectAttributes.price > 2 || objectAttributes.remote'], windows: [1h]}
            services:
              all: ['jobs@1.view_geo*']
            """);
    Catalogue written =
        load(
            """
            features:
              - {name: first, aggregate: count, windows: [1h]}
              - {name: view, aggregate: count, where: 'verb == "view"', windows: [1h, 24h]}
              - {name: view_half_life_6h, aggregate: count, half_life: 6h, where: 'verb == "view"', windows: [1h, 24h]}
              - {name: view_geo, aggregate: histogram, of: objectAttributes.geo, where: 'verb == "view"', windows: [1h, 24h]}
              - {name: view_geo_half_life_6h, aggregate: histogram, of: objectAttributes.geo, half_life: 6h, where: 'verb == "view"', windows: [1h, 24h]}
              - {name: apply, aggregate: count, where: 'verb == "apply"', windows: [1h, 24h]}
              - {name: apply_half_life_6h, aggregate: count, half_life: 6h, where: 'verb == "apply"', windows: [1h, 24h]}
              - {name: apply_geo, aggregate: histogram, of: objectAttributes.geo, where: 'verb == "apply"', windows: [1h, 24h]}
              - {name: apply_geo_half_life_6h, aggregate: histogram, of: objectAttributes.geo, half_life: 6h, where: 'verb == "apply"', windows: [1h, 24h]}
              - {name: top_k_3, aggregate: top_k, of: verb, k: 3, where: "verb == 'a\\"b'", windows: [1h]}
              - {name: top_k_3_where_objectAttributes_price_2_objectAttributes_remote, aggregate: top_k, of: verb, k: 3, where: "verb == 'a\\"b' && (objectAttributes.price > 2 || objectAttributes.remote)", windows: [1h]}
              - {name: top_k_5, aggregate: top_k, of: verb, k: 5, where: "verb == 'a\\"b'", windows: [1h]}
              - {name: top_k_5_where_objectAttributes_price_2_objectAttributes_remote, aggregate: top_k, of: verb, k: 5, where: "verb == 'a\\"b' && (objectAttributes.price > 2 || objectAttributes.remote)", windows: [1h]}
            services:
              all: ['jobs@1.view_geo*']
            """);
    assertThat(expanded.features())
        .extracting(Feature::canonicalText)
        .containsExactlyElementsOf(
            written.features().stream().map(Feature::canonicalText).toList());
    assertThat(expanded.hash()).isEqualTo(written.hash());
    assertThat(expanded.service("all").orElseThrow().features()).hasSize(4);
    assertThat(expanded.feature("jobs.view_geo_half_life_6h_1h").orElseThrow().type().text())
        .isEqualTo("map(string, double)");
  }

  @Test
  void aSetMayHaveNothingElse() {
    assertThat(load("matrix:\n  - {name: x, aggregate: exists, windows: [1h]}\n").features())
        .extracting(Feature::fullName)
        .containsExactly("jobs.x_1h");
  }

  @Test
  void problemsNameLineAndCombinationAndAreReportedOnce() {
    assertThat(
            problems(
                """
                features:
                  - {name: a_b, aggregate: count, windows: [1h]}
                matrix:
                  - {name: '{verb}', aggregate: count, verb: [a b, a-b, c], windows: [1h]}
                  - name: '{aggregate}_{of}'
                    aggregate: [sum, min, median]
                    of: [objectAttributes.geo, objectAttributes.price]
                    where: ['verb == 3', none]
                    distinct: actor
                    windows: [1h, 97h]
                    unknown: [1, 2]
                """))
        .isEqualTo(
            """
            features/a.yaml:7: matrix[0]{verb: a b}.windows[0]: jobs@1.a_b_1h (expected: each feature once; it is also at features/a.yaml:5)
            features/a.yaml:9: matrix[1]{aggregate: median, of: objectAttributes.geo, where: verb == 3, unknown: 1}.aggregate: median (expected: one of NAMES; did you mean mean?)
            features/a.yaml:10: matrix[1]{aggregate: sum, of: objectAttributes.geo, where: verb == 3, unknown: 1}.of: objectAttributes.geo of type string (expected: a field of type int64, double or vector)
            features/a.yaml:11: matrix[1]{aggregate: sum, of: objectAttributes.geo, where: verb == 3, unknown: 1}.where: verb == 3 at 1:6 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(string, int)')
            features/a.yaml:12: matrix[1]{aggregate: sum, of: objectAttributes.geo, where: verb == 3, unknown: 1}.distinct: actor (expected: no distinct, which sum does not take)
            features/a.yaml:12: matrix[1]{aggregate: min, of: objectAttributes.geo, where: verb == 3, unknown: 1}.distinct: actor (expected: no distinct, which min does not take)
            features/a.yaml:13: matrix[1]{aggregate: sum, of: objectAttributes.geo, where: verb == 3, unknown: 1}.windows[1]: 97h (expected: at most 96h, the retention of actions)
            features/a.yaml:14: matrix[1]{aggregate: sum, of: objectAttributes.geo, where: verb == 3, unknown: 1}.unknown: unknown (expected: one of the keys verb, by, KEYS)
            """);
  }

  @Test
  void aDuplicateNameNamesBothCombinations() {
    assertThat(
            problems(
                """
                matrix:
                  - {name: 'x_{verb}', aggregate: count, verb: [a-b, c, a b], windows: [1h]}
                """))
        .isEqualTo(
            """
            features/a.yaml:5: matrix[0]{verb: a b}.windows[0]: jobs@1.x_a_b_1h (expected: each feature once; it is also at features/a.yaml:5: matrix[0]{verb: a-b}.windows[0])
            """);
  }

  private static String problems(String set) {
    InvalidConfigurationException exception =
        catchThrowableOfType(InvalidConfigurationException.class, () -> load(set));
    StringBuilder text = new StringBuilder();
    for (Problem problem : exception.problems()) {
      text.append(
              problem
                  .toString()
                  .replaceFirst("one of count, [^;]*", "one of NAMES")
                  .replaceFirst("verb, by, .*", "verb, by, KEYS)"))
          .append('\n');
    }
    return text.toString();
  }
}
