package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedFeatureProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          vews_24h + 1 -> vews_24h at 1:1 (expected: a feature of jobs@1; did you mean views_24h?)
          item.views_24h -> item.views_24h at 1:1 (expected: a feature of a set that exists; did you mean items?)
          items.viws_24h * 2 -> items.viws_24h at 1:1 (expected: a feature of items@2; did you mean views_24h?)
          1 + 2 -> 1 + 2 (expected: an expression that reads at least one feature)
          request.a + 1 -> request.a + 1 (expected: an expression that reads at least one feature)
          open + 1 -> open at 1:1 (expected: a feature of a window that the definition says; this one's is any)
          geos_24h -> geos_24h of type map(string, int64) at 1:1 (expected: a feature whose values are numbers, booleans, strings or vectors)
          cosine(taste_24h, 1) -> 1 of type int64 at 1:19 (expected: vector(3), as what it stands beside)
          near_24h + request.geo -> request.geo of type double in jobs@1.x (expected: the type string, as in jobs@1.near_24h)
          x + 1 -> jobs@1.x → jobs@1.x (expected: no cycle: a value can't be made of itself)
          """)
  void areRefused(String expression, String problem) {
    assertThat(
            DerivedFeaturesTest.problems(
                "derived:\n  - {name: x, expression: '" + expression + "'}\n"))
        .containsExactly("features/a.yaml:14: derived[0].expression: " + problem);
  }

  @Test
  void cyclesArePrintedAsPaths() {
    assertThat(
            DerivedFeaturesTest.problems(
                """
                derived:
                  - {name: a, expression: 'b + views_1h'}
                  - {name: b, expression: 'c + 1'}
                  - {name: c, expression: 'a * 2'}
                  - {name: d, expression: 'a * 2'}
                """))
        .containsExactly(
            "features/a.yaml:14: derived[0].expression: jobs@1.a → jobs@1.b → jobs@1.c → jobs@1.a"
                + " (expected: no cycle: a value can't be made of itself)");
  }

  @Test
  void areMadeOneOfAnotherToALimit() {
    StringBuilder derived = new StringBuilder("derived:\n");
    for (int i = 0; i < DerivedFeature.MAX_DEPTH + 2; i++) {
      String below = i == 0 ? "views_1h" : "d" + (i - 1);
      derived.append("  - {name: d").append(i).append(", expression: ").append(below).append("}\n");
    }
    assertThat(DerivedFeaturesTest.problems(derived.toString()))
        .containsExactly(
            "features/a.yaml:78: derived[64].expression: 65 derived features, one made of another"
                + " (expected: at most 64)");
    int last = derived.indexOf("  - {name: d" + DerivedFeature.MAX_DEPTH);
    assertThat(DerivedFeaturesTest.load(derived.substring(0, last)).feature("jobs.d63"))
        .isPresent();
  }

  @Test
  void keepTheRulesOfNamesAndKeys() {
    assertThat(
            DerivedFeaturesTest.problems(
                """
                uses: [items@1, jobs@1, nonsense]
                derived:
                  - {name: views_24h, expression: 'views_24h'}
                  - {name: y, expression: 'views_1h', windows: [1h]}
                  - {name: z, expression: 'price_24h', default: text}
                  - {expression: 'views_1h'}
                """))
        .containsExactlyInAnyOrder(
            "features/a.yaml:13: uses[0]: items@1 (expected: a set that exists; did you mean"
                + " items@2?)",
            "features/a.yaml:13: uses[1]: jobs@1 (expected: another set than jobs itself)",
            "features/a.yaml:13: uses[2]: nonsense (expected: another set in one version, such"
                + " as job_ranking@2)",
            "features/a.yaml:15: derived[0].name: jobs@1.views_24h (expected: each feature once;"
                + " it is also at features/a.yaml:5)",
            "features/a.yaml:16: derived[1].windows: windows (expected: one of the keys name, expression, default)",
            "features/a.yaml:17: derived[2].default: text (expected: a finite number)",
            "features/a.yaml:18: derived[3].name: nothing (expected: a name)");
  }
}
