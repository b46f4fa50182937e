package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.TestAttributes;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ScalarType;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The values of a call that features read: known by name and type once all is loaded. */
class RequestTypesTest {
  private static Catalogue load(String features) {
    return CatalogueLoader.load(
        Map.of(
            "attributes.yaml",
            TestAttributes.YAML,
            "features/a.yaml",
            "feature_set: a\nversion: 1\nentity: actor\nfeatures:\n" + features));
  }

  private static String problems(String features) {
    InvalidConfigurationException refusal =
        Objects.requireNonNull(
            catchThrowableOfType(InvalidConfigurationException.class, () -> load(features)));
    return refusal.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void comeFromConditionsAndSteps() {
    Feature feature =
        load("""
                  - name: depth
                    aggregate: funnel
                    where: 'objectAttributes.price < request.most'
                    steps: ['verb == "view"', 'verb == request.verb', 'verb == request.verb && objectAttributes.price < request.most']
                    windows: [1h]
                """)
            .feature("a.depth_1h")
            .orElseThrow();

    assertThat(feature.requestValues())
        .containsExactly(
            new RequestValue("most", ScalarType.DOUBLE),
            new RequestValue("verb", ScalarType.STRING));
    assertThat(feature.canonicalText()).contains("where objectAttributes.price < request.most\n");
  }

  @Test
  void haveOneTypeInOneFeature() {
    assertThat(
            problems(
                """
                  - name: depth
                    aggregate: funnel
                    where: 'actor == request.x'
                    steps: ['verb == request.x', 'object == request.x']
                    windows: [1h]
                """))
        .isEqualTo(
            "features/a.yaml:7: features[0].where: request.x of type int64 in actor == request.x"
                + " (expected: the type string, as in verb == request.x)");
  }

  @Test
  void haveOneTypeInOneService() {
    assertThat(
            problems(
                """
                  - {name: n, aggregate: count, where: 'verb == request.x', windows: [1h]}
                  - {name: m, aggregate: count, where: 'request.x < objectAttributes.price', windows: [1h]}
                services:
                  one: ['a@1.n_1h']
                  both:
                    - 'a@1.n_1h'
                    - 'a@1.*'
                """))
        .isEqualTo(
            "features/a.yaml:11: services.both[1]: request.x of type double in a@1.m_1h"
                + " (expected: the type string, as in a@1.n_1h)");
  }
}
