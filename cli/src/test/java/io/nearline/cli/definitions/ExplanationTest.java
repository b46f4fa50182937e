package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.aggregate.Aggregates;
import io.nearline.features.definition.AggregateFeature;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String ATTRIBUTES =
      """
      attributes:
        objectAttributes.geo:   {type: string, column: objectGeo}
        objectAttributes.price: {type: double, column: objectPrice}
      entities:
        actor:  {table: actions, type: int64, retention: 96h}
        object: {table: actions_by_object, type: string, retention: 48h}
      """;
  private static final String FEATURES =
      """
      feature_set: s
      version: 1
      entity: actor
      features:
        - {name: n, aggregate: count, where: 'verb == "view"', windows: [90m, any]}
        - {name: exists, aggregate: exists, windows: [1h]}
        - {name: sum, aggregate: sum, of: objectAttributes.price, windows: [1h]}
        - {name: mean, aggregate: mean, of: objectAttributes.price, windows: [1h], default: 2}
        - {name: decayed_count, aggregate: count, half_life: 1h, windows: [1h]}
        - {name: decayed_sum, aggregate: sum, of: objectAttributes.price, half_life: 1h, windows: [1h]}
        - {name: decayed_mean, aggregate: mean, of: objectAttributes.price, half_life: 1h, windows: [1h]}
        - {name: variance, aggregate: variance, of: objectAttributes.price, windows: [1h]}
        - {name: stddev, aggregate: stddev, of: objectAttributes.price, windows: [1h]}
        - {name: percentile, aggregate: percentile, of: objectAttributes.price, p: 0.5, windows: [1h]}
        - {name: min, aggregate: min, of: objectAttributes.price, windows: [1h]}
        - {name: max, aggregate: max, of: objectAttributes.price, windows: [1h]}
        - {name: first, aggregate: first, of: objectAttributes.geo, windows: [1h]}
        - {name: last, aggregate: last, of: objectAttributes.geo, windows: [1h]}
        - {name: distinct, aggregate: count_distinct, of: objectAttributes.geo, windows: [1h]}
        - {name: approximate, aggregate: approx_count_distinct, of: object, windows: [1h]}
        - {name: top, aggregate: top_k, of: objectAttributes.geo, k: 2, windows: [1h]}
        - {name: histogram, aggregate: histogram, of: objectAttributes.geo, windows: [1h]}
        - {name: recent, aggregate: last_k, k: 2, of: [object, verb], windows: [1h]}
        - {name: funnel, aggregate: funnel, steps: ['verb == "view"', 'verb == "buy"'], windows: [1h]}
        - {name: since_first, aggregate: time_since_first, windows: [1h]}
        - {name: since_last, aggregate: time_since_last, windows: [1h]}
      derived:
        - {name: odd, expression: 'n_90m * request.boost', default: 0.5}
      """;
  private static final Catalogue CATALOGUE =
      CatalogueLoader.load(Map.of("attributes.yaml", ATTRIBUTES, "features/s.yaml", FEATURES));

  private static String explain(String name) {
    return Explanation.of(CATALOGUE.feature(name).orElseThrow());
  }

  @Test
  void anAggregation() {
    assertThat(explain("s.mean_1h"))
        .isEqualTo(
            """
            s@1.mean_1h
              mean(objectAttributes.price) over an actor's actions of the last 1h
              type     double
              entity   actor, in table actions, which keeps 96h
              window   (as_of - 1h, as_of]
              reads    timestamp, verb, objectAttributes.price
              computed by Pinot, as a sum of objectAttributes.price and a count of objectAttributes.price; or from the rows
              default  2.0
              version  %s
            """
                .formatted(CATALOGUE.feature("s.mean_1h").orElseThrow().hash()));
  }

  @Test
  void aDerivedFeature() {
    assertThat(explain("s@1.odd"))
        .isEqualTo(
            """
            s@1.odd
              n_90m * request.boost
              type     double
              entity   actor
              reads    s@1.n_90m, request.boost (double)
              computed in the server, from the values of these features
              default  0.5
              version  %s
            """
                .formatted(CATALOGUE.feature("s.odd").orElseThrow().hash()));
  }

  @Test
  void theWindowThatIsAskedFor() {
    assertThat(explain("s.n@7m")).startsWith("s@1.n@7m\n").contains("(as_of - 7m, as_of]");
  }

  @Test
  void everyAggregateHasWordsForItsComputation() {
    assertThat(
            CATALOGUE.features().stream()
                .filter(AggregateFeature.class::isInstance)
                .map(feature -> ((AggregateFeature) feature).aggregate().name())
                .collect(Collectors.toSet()))
        .containsAll(Aggregates.names());
    for (Feature feature : CATALOGUE.features()) {
      assertThat(Explanation.of(feature)).as(feature.name()).contains("\n  computed ");
    }
    assertThat(explain("s.decayed_mean_1h"))
        .contains("by Pinot, as a weighted sum of objectAttributes.price and a sum of weights of");
  }
}
