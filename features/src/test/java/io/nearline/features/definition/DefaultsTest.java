package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.evaluation.ReferenceEvaluator;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import io.nearline.features.value.ValueStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
  private static final Instant AS_OF = Instant.ofEpochMilli(10_000);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          aggregate: mean, of: objectAttributes.price, default: 0 -> Float64[value=0.0]
          aggregate: mean, of: objectAttributes.price, default: -0.0 -> Float64[value=0.0]
          aggregate: max, of: objectAttributes.stock, default: -9223372036854775808 -> Int64[value=-9223372036854775808]
          aggregate: last, of: objectAttributes.remote, default: false -> Bool[value=false]
          aggregate: last, of: objectAttributes.geo, default: nowhere -> Text[value=nowhere]
          aggregate: last, of: objectAttributes.geo, default: "" -> Text[value=]
          aggregate: last, of: objectAttributes.geo, default: "null" -> Text[value=null]
          aggregate: mean, of: objectAttributes.embedding, default: [0, 1e-3, -2.5] -> Vector[0.0, 0.001, -2.5]
          """)
  void standsWhereThereIsNoValue(String definition, String value) {
    AggregateFeature feature = feature(definition);
    assertThat(feature.defaultValue().orElseThrow()).hasToString(value);
    assertThat(ReferenceEvaluator.evaluate(feature, List.of(), AS_OF))
        .isEqualTo(new Evaluated(ValueStatus.DEFAULTED, feature.defaultValue()));
  }

  @Test
  void doesNotStandInForAValue() {
    AggregateFeature feature = feature("aggregate: mean, of: objectAttributes.price, default: 7");
    assertThat(ReferenceEvaluator.evaluate(feature, List.of(bought(0)), AS_OF))
        .isEqualTo(Evaluated.float64(0));
    assertThat(ReferenceEvaluator.lastAction(feature, List.of(), AS_OF)).isEmpty();
  }

  @Test
  void withoutADefaultThereIsNone() {
    AggregateFeature feature = feature("aggregate: mean, of: objectAttributes.price");
    assertThat(feature.defaultValue()).isEmpty();
    assertThat(ReferenceEvaluator.evaluate(feature, List.of(), AS_OF))
        .isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(Evaluated.NULL_VALUE.orDefault(Optional.empty())).isEqualTo(Evaluated.NULL_VALUE);
    assertThat(Evaluated.NULL_VALUE.orDefault(Optional.of(new Value.Int64(3))).status())
        .isEqualTo(ValueStatus.DEFAULTED);
  }

  @Test
  void belongsToTheMeaning() {
    String definition = "aggregate: last, of: objectAttributes.geo";
    assertThat(feature(definition + ", default: \"\"").canonicalText())
        .contains("\ntype string\ndefault \"\"\n");
    assertThat(feature(definition + ", default: \"\"").hash())
        .isNotEqualTo(feature(definition).hash());
    assertThat(
            feature("aggregate: mean, of: objectAttributes.embedding, default: [1, 2, 3]")
                .canonicalText())
        .contains("\ndefault [1.0, 2.0, 3.0]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          aggregate: mean, of: objectAttributes.price, default: "0" -> : 0 (expected: a finite number)
          aggregate: mean, of: objectAttributes.price, default: 1e999 -> : 1e999 (expected: a finite number)
          aggregate: mean, of: objectAttributes.price, default: null -> : null (expected: a value of type double; none without the key default)
          aggregate: last, of: objectAttributes.geo, default: ~ -> : ~ (expected: a value of type string; none without the key default)
          aggregate: last, of: objectAttributes.geo, default: -> : "" (expected: a value of type string; none without the key default)
          aggregate: last, of: objectAttributes.geo, default: [a] -> : a list (expected: a value of type string; none without the key default)
          aggregate: max, of: objectAttributes.stock, default: 1.5 -> : 1.5 (expected: an integer from -9223372036854775808 to 9223372036854775807)
          aggregate: max, of: objectAttributes.stock, default: 9223372036854775808 -> : 9223372036854775808 (expected: an integer from -9223372036854775808 to 9223372036854775807)
          aggregate: last, of: objectAttributes.remote, default: 1 -> : 1 (expected: true or false)
          aggregate: mean, of: objectAttributes.embedding, default: 0 -> : 0 (expected: a list of 3 numbers, as vector(3) has)
          aggregate: mean, of: objectAttributes.embedding, default: [0, 0] -> : 2 numbers (expected: a list of 3 numbers, as vector(3) has)
          aggregate: mean, of: objectAttributes.embedding, default: [0, x, 0] -> [1]: x (expected: a finite number)
          aggregate: mean, of: objectAttributes.embedding, default: [0, 0, 1e39] -> [2]: 1e39 (expected: a finite number of 32 bits)
          aggregate: count, default: 0 -> : 0 (expected: no default, since count has a value over nothing too)
          aggregate: funnel, steps: ['objectAttributes.geo == request.geo'], default: 0 -> : 0 (expected: no default, since funnel has a value over nothing too)
          aggregate: top_k, of: objectAttributes.geo, k: 3, default: x -> : x (expected: no default, since top_k has a value over nothing too)
          """)
  void isALiteralOfTheFeaturesType(String definition, String problem) {
    InvalidConfigurationException refusal =
        catchThrowableOfType(InvalidConfigurationException.class, () -> feature(definition));
    assertThat(refusal.problems())
        .extracting(Problem::toString)
        .containsExactly("features/s.yaml:5: features[0].default" + problem);
  }

  private static Action bought(double price) {
    return new Action(
        "e",
        1,
        null,
        "buy",
        null,
        "o",
        Attributes.of(Map.of("price", price)),
        AS_OF.toEpochMilli());
  }

  private static AggregateFeature feature(String definition) {
    String set =
        "feature_set: s\nversion: 1\nentity: actor\nfeatures:\n"
            + ("  - {name: x, windows: [1h], " + definition + "}\n");
    return (AggregateFeature)
        CatalogueLoader.load(Map.of("attributes.yaml", TestAttributes.YAML, "features/s.yaml", set))
            .feature("s.x_1h")
            .orElseThrow();
  }
}
