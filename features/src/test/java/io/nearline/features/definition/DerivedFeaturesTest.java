package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import io.nearline.features.value.ValueStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Features of features: how they are bound, and what they are made of. */
class DerivedFeaturesTest {
  private static final Instant AS_OF = Instant.ofEpochMilli(10_000);
  private static final String JOBS =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h, 24h]}
        - {name: applies, aggregate: count, where: 'verb == "apply"', windows: [24h]}
        - {name: price, aggregate: mean, of: objectAttributes.price, windows: [24h]}
        - {name: paid, aggregate: mean, of: objectAttributes.price, default: 5, windows: [24h]}
        - {name: geos, aggregate: histogram, of: objectAttributes.geo, windows: [24h]}
        - {name: taste, aggregate: mean, of: objectAttributes.embedding, windows: [24h]}
        - {name: near, aggregate: count, where: 'objectAttributes.geo == request.geo', windows: [24h]}
        - {name: open, aggregate: count, windows: [any]}
      """;
  private static final String ITEMS =
      """
      feature_set: items
      version: 2
      entity: object
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [24h]}
      """;

  static Catalogue load(String derived, String... sets) {
    Map<String, String> files =
        new HashMap<>(
            Map.of(
                "attributes.yaml",
                TestAttributes.YAML,
                "features/a.yaml",
                JOBS + derived,
                "features/b.yaml",
                ITEMS));
    for (int i = 0; i < sets.length; i++) {
      files.put("features/more" + i + ".yaml", sets[i]);
    }
    return CatalogueLoader.load(files);
  }

  static DerivedFeature derived(String expression) {
    return (DerivedFeature)
        load("derived:\n  - {name: x, expression: '" + expression + "'}\n")
            .feature("jobs.x")
            .orElseThrow();
  }

  static List<String> problems(String derived, String... sets) {
    return catchThrowableOfType(InvalidConfigurationException.class, () -> load(derived, sets))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  private static Action action(String verb) {
    return new Action("e-" + verb, 1, null, verb, null, "o", null, AS_OF.toEpochMilli());
  }

  @Test
  void areMadeOfTheirInputs() {
    DerivedFeature rate = derived("ratio(applies_24h, views_24h, -1)");

    assertThat(rate.versionedName()).isEqualTo("jobs@1.x");
    assertThat(rate.type().text()).isEqualTo("double");
    assertThat(rate.inputs()).extracting(Feature::name).containsExactly("applies_24h", "views_24h");
    assertThat(rate.keys()).extracting(key -> key.text()).containsExactly("actor");
    List<Action> actions = List.of(action("view"), action("apply"));
    assertThat(ReferenceEvaluator.evaluate(rate, actions, AS_OF)).isEqualTo(Evaluated.float64(1));
    assertThat(ReferenceEvaluator.evaluate(rate, List.of(), AS_OF))
        .isEqualTo(Evaluated.float64(-1));
    assertThat(ReferenceEvaluator.lastAction(rate, actions, AS_OF)).hasValue(AS_OF.toEpochMilli());
  }

  @Test
  void areNullWhereTheirExpressionIs() {
    assertThat(ReferenceEvaluator.evaluate(derived("price_24h * 2"), List.of(), AS_OF))
        .isEqualTo(Evaluated.NULL_VALUE);
    assertThat(ReferenceEvaluator.evaluate(derived("views_1h / views_24h"), List.of(), AS_OF))
        .isEqualTo(Evaluated.NULL_VALUE);
  }

  @Test
  void areRefusedWhenTheirExpressionIsTooDeep() {
    String sum = "views_1h" + " + views_1h".repeat(8_000);

    assertThat(problems("derived:\n  - {name: x, expression: '" + sum + "'}\n"))
        .singleElement()
        .asString()
        .contains("derived[0].expression", "(expected: ");
  }

  @Test
  void couldNotReadASetThatIsCalledRequest() {
    assertThat(problems("", ITEMS.replace("items", "request")))
        .containsExactly(
            "features/more0.yaml:1: feature_set: request (expected: another name: request.* are the"
                + " values of a call)");
  }

  @Test
  void takeTheDefaultsOfTheirInputsAndTheirOwn() {
    assertThat(ReferenceEvaluator.evaluate(derived("paid_24h * 2"), List.of(), AS_OF))
        .isEqualTo(Evaluated.float64(10));
    Catalogue catalogue =
        load("derived:\n  - {name: x, expression: 'log1p(price_24h)', default: 0}\n");
    assertThat(
            ReferenceEvaluator.evaluate(
                catalogue.feature("jobs.x").orElseThrow(), List.of(), AS_OF))
        .isEqualTo(new Evaluated(ValueStatus.DEFAULTED, Optional.of(new Value.Float64(0))));
  }

  @Test
  void haveTheLatestActionOfTheirInputsAndADefaultHasNone() {
    Catalogue catalogue =
        load(
            """
            derived:
              - {name: inverse, expression: '1 / (views_24h - 1)', default: 0}
              - {name: other, expression: 'coalesce(inverse, 1) + applies_24h'}
            """);
    Feature inverse = catalogue.feature("jobs.inverse").orElseThrow();
    Feature other = catalogue.feature("jobs.other").orElseThrow();

    List<Action> once = List.of(action("view"));
    assertThat(ReferenceEvaluator.evaluate(inverse, once, AS_OF).status())
        .isEqualTo(ValueStatus.DEFAULTED);
    assertThat(ReferenceEvaluator.lastAction(inverse, once, AS_OF)).isEmpty();
    assertThat(ReferenceEvaluator.lastAction(other, once, AS_OF)).isEmpty();
    assertThat(ReferenceEvaluator.lastAction(other, List.of(action("apply")), AS_OF))
        .hasValue(AS_OF.toEpochMilli());
  }

  @Test
  void readOneAnotherInAnyOrderAndOtherSets() {
    Catalogue catalogue =
        load(
            """
            derived:
              - {name: second, expression: 'first * 2 + items.views_24h'}
              - {name: first, expression: 'views_1h + 1'}
            services:
              all: ['jobs@1.*']
            """);
    Feature second = catalogue.feature("jobs@1.second").orElseThrow();

    assertThat(second.aggregates())
        .extracting(AggregateFeature::versionedName)
        .containsExactly("jobs@1.views_1h", "items@2.views_24h");
    assertThat(second.keys()).extracting(key -> key.text()).containsExactly("actor", "object");
    assertThat(catalogue.service("all").orElseThrow().features())
        .extracting(Feature::name)
        .endsWith("near_24h", "second", "first");
    assertThat(ReferenceEvaluator.evaluate(second, List.of(action("view")), AS_OF))
        .isEqualTo(Evaluated.float64(5));
  }

  @Test
  void changeWithTheirInputsAndOtherwiseWithTheirMeaningOnly() {
    String hash = derived("ratio(applies_24h, views_24h, 0.0)").hash();

    assertThat(derived("ratio( applies_24h,views_24h , 0 )").hash()).isEqualTo(hash);
    assertThat(derived("ratio(applies_24h, views_1h, 0.0)").hash()).isNotEqualTo(hash);
    assertThat(derived("ratio(applies_24h, views_24h, 1.0)").hash()).isNotEqualTo(hash);
    Catalogue other =
        CatalogueLoader.load(
            Map.of(
                "attributes.yaml",
                TestAttributes.YAML,
                "features/a.yaml",
                JOBS.replace("\"apply\"", "\"buy\"")
                    + "derived:\n  - {name: x, expression: 'ratio(applies_24h, views_24h, 0.0)'}\n"));
    assertThat(other.feature("jobs.x").orElseThrow().hash()).isNotEqualTo(hash);
  }

  @Test
  void pinTheVersionsOfOtherSets() {
    String newer = ITEMS.replace("version: 2", "version: 3");

    assertThat(problems("derived:\n  - {name: x, expression: 'items.views_24h + 1'}\n", newer))
        .containsExactly(
            "features/a.yaml:14: derived[0].expression: items.views_24h at 1:1 (expected: one"
                + " version, as the set pins it with uses: items@2 or items@3)");
    Catalogue pinned =
        load(
            "uses: [items@2]\nderived:\n  - {name: x, expression: 'items.views_24h + 1'}\n", newer);
    assertThat(pinned.feature("jobs.x").orElseThrow().inputs())
        .extracting(Feature::versionedName)
        .containsExactly("items@2.views_24h");
  }

  @Test
  void readValuesOfTheCall() {
    DerivedFeature feature = derived("near_24h * request.boost + ratio(views_1h, 1, 0)");

    assertThat(feature.requestValues())
        .extracting(value -> value.text() + " " + value.type().text())
        .containsExactlyInAnyOrder("request.geo string", "request.boost double");
    assertThat(feature.expressionValues())
        .extracting(value -> value.name())
        .containsExactly("boost");
    Items.Builder boost = Items.builder(ScalarType.DOUBLE, 1);
    boost.add(2.5);
    RequestValues values =
        new RequestValues(Map.of("boost", boost.build(), "geo", Items.of("oslo")));
    assertThat(ReferenceEvaluator.evaluate(feature, List.of(action("view")), AS_OF, values))
        .isEqualTo(Evaluated.float64(1));
  }
}
