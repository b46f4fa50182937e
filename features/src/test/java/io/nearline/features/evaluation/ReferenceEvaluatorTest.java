package io.nearline.features.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.action.InvalidActionException;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.field.ActionTable;
import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Evaluated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceEvaluatorTest {
  private static final Catalogue CATALOGUE =
      CatalogueLoader.load(
          Map.of(
              "attributes.yaml",
              TestAttributes.YAML,
              "features/s.yaml",
              """
              feature_set: s
              version: 1
              entity: actor
              features:
                - {name: all, aggregate: count, windows: [1s, 96h]}
                - {name: cheap, aggregate: sum, of: objectAttributes.price, where: 'verb == "v" && objectAttributes.price < 5', windows: [1s]}
                - {name: prices, aggregate: mean, of: objectAttributes.price, windows: [1s]}
                - {name: geos, aggregate: top_k, k: 3, of: objectAttributes.geo, windows: [1s]}
                - {name: recent, aggregate: last_k, k: 1, of: objectAttributes.price, windows: [1s]}
                - {name: other, aggregate: count, where: '!(objectAttributes.geo == "x")', windows: [1s]}
              """));

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-1, 1",
    "-999, 1",
    "-1000, 0",
    "-1001, 0",
    "1, 0",
    "9223372036854765807, 0",
    "-9223372036854775808, 0",
  })
  void windowIsOpenAtItsStartAndClosedAtItsEnd(long offset, long count) {
    long asOf = 10_000;
    Action action = action("v", offset == Long.MIN_VALUE ? offset : asOf + offset, Map.of());
    assertThat(evaluate("s.all_1s", asOf, action)).isEqualTo(Evaluated.int64(count));
  }

  @Test
  void windowMayReachBeyondTheLeastInstant() {
    Action action = action("v", Long.MIN_VALUE, Map.of());
    assertThat(evaluate("s.all_1s", Long.MIN_VALUE + 5, action)).isEqualTo(Evaluated.int64(1));
  }

  @Test
  void asOfCountsInWholeMilliseconds() {
    AggregateFeature feature = feature("s.all_1s");
    Instant asOf = Instant.ofEpochMilli(10_000).plusNanos(999_999);
    assertThat(
            ReferenceEvaluator.evaluate(
                feature, List.of(action("v", 9_000, Map.of()), action("v", 9_001, Map.of())), asOf))
        .isEqualTo(Evaluated.int64(1));
  }

  @Test
  void lastActionIsTheLatestOfThoseThatGoIntoTheValue() {
    List<Action> actions =
        List.of(
            action("v", 9_100, Map.of("price", 2.5)),
            action("v", 9_300, Map.of("price", 1)),
            action("v", 9_500, Map.of("price", 7)),
            action("w", 9_600, Map.of()),
            action(Action.HEARTBEAT_VERB, 9_700, Map.of()),
            action("v", 10_001, Map.of("price", 1)));

    assertThat(lastAction("s.all_1s", actions)).hasValue(9_600);
    assertThat(lastAction("s.cheap_1s", actions)).hasValue(9_300);
    assertThat(lastAction("s.prices_1s", actions)).hasValue(9_500);
    assertThat(lastAction("s.geos_1s", actions)).isEmpty();
    assertThat(lastAction("s.recent_1s", actions)).hasValue(9_600);
    assertThat(lastAction("s.all_1s", List.of())).isEmpty();
  }

  private static OptionalLong lastAction(String feature, List<Action> actions) {
    return ReferenceEvaluator.lastAction(
        feature(feature), actions, Instant.ofEpochMilli(10_000), RequestValues.NONE);
  }

  @Test
  void heartbeatsAreNoActions() {
    assertThat(
            evaluate(
                "s.all_1s",
                10,
                action(Action.HEARTBEAT_VERB, 9, Map.of()),
                action("v", 9, Map.of())))
        .isEqualTo(Evaluated.int64(1));
  }

  @Test
  void onlyActionsForWhichTheConditionHoldsCount() {
    Action[] actions = {
      action("v", 1, Map.of("price", 2.5)),
      action("v", 1, Map.of("price", 7)),
      action("w", 1, Map.of("price", 1)),
      action("v", 1, Map.of("geo", "x")),
      action("v", 1, Map.of("geo", "y", "price", 1)),
    };
    assertThat(evaluate("s.cheap_1s", 1, actions)).isEqualTo(Evaluated.float64(3.5));
    assertThat(evaluate("s.other_1s", 1, actions)).isEqualTo(Evaluated.int64(4));
  }

  @Test
  void oneBatchHoldsManyEntities() {
    AggregateFeature feature = feature("s.all_1s");
    ActionTable table =
        ActionTable.of(
            List.of(action("v", 1, Map.of()), action("v", 2, Map.of()), action("v", 3, Map.of())),
            feature.fields());
    FeatureEvaluator evaluator = FeatureEvaluator.bind(feature, table, RequestValues.NONE);
    int[] rows = {2, 0, 1};
    assertThat(evaluator.evaluate(rows, 0, 2, 2)).isEqualTo(Evaluated.int64(1));
    assertThat(evaluator.evaluate(rows, 2, 3, 2)).isEqualTo(Evaluated.int64(1));
    assertThat(evaluator.evaluate(rows, 1, 1, 2)).isEqualTo(Evaluated.int64(0));
  }

  @Test
  void attributesOfAnotherTypeAreRefused() {
    assertThatThrownBy(() -> evaluate("s.cheap_1s", 1, action("v", 1, Map.of("price", "2"))))
        .isInstanceOf(InvalidActionException.class)
        .hasMessage("objectAttributes.price: 2 (expected: a value of double)");
  }

  private static AggregateFeature feature(String name) {
    return (AggregateFeature) CATALOGUE.feature(name).orElseThrow();
  }

  private static Evaluated evaluate(String feature, long asOfMillis, Action... actions) {
    return ReferenceEvaluator.evaluate(
        feature(feature), List.of(actions), Instant.ofEpochMilli(asOfMillis));
  }

  private static Action action(String verb, long timestamp, Map<String, Object> object) {
    return new Action("e", 1, null, verb, null, "o", Attributes.of(object), timestamp);
  }
}
