package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.problem.InvalidConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema accepts or refuses, the loader does too. */
class SchemaAndLoaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: 9x, aggregate: count, windows: [1h]",
        "name: x, aggregate: counts, windows: [1h]",
        "name: x, aggregate: count, windows: [0h]",
        "name: x, aggregate: count, windows: [1w]",
        "name: x, aggregate: count, windows: []",
        "name: x, aggregate: count, windows: 1h",
        "name: x, aggregate: count, windows: [1h, 1h]",
        "name: x, aggregate: count, windows: [any, any]",
        "name: x, aggregate: count, windows: any",
        "name: x, aggregate: count, windows: [all]",
        "name: x, aggregate: mean, of: objectAttributes.price, windows: [1h], default: null",
        "name: x, aggregate: mean, of: objectAttributes.price, windows: [1h], default: {a: 1}",
        "name: x, aggregate: count",
        "aggregate: count, windows: [1h]",
        "name: x, aggregate: count, windows: [1h], wher: 'true'",
        "name: x, aggregate: count, windows: [1h], where: ''",
        "name: x, aggregate: top_k, of: verb, k: 0, windows: [1h]",
        "name: x, aggregate: top_k, of: verb, k: 10001, windows: [1h]",
        "name: x, aggregate: top_k, of: verb, k: '3', windows: [1h]",
        "name: x, aggregate: top_k, of: [verb, object], k: 3, windows: [1h]",
        "name: x, aggregate: last_k, of: [verb, verb], k: 3, windows: [1h]",
        "name: x, aggregate: last_k, of: [], k: 3, windows: [1h]",
        "name: x, aggregate: percentile, of: objectAttributes.price, p: 1.1, windows: [1h]",
        "name: x, aggregate: funnel, steps: [], windows: [1h]",
      })
  void bothRefuseFeatures(String feature) {
    assertThat(SchemaTest.loads(SchemaTest.set(feature))).isFalse();
    assertThat(SchemaTest.errors(SchemaTest.FEATURES, SchemaTest.set(feature))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feature_set: a\nversion: 1\nentity: actor",
        "feature_set: a\nversion: 0\nentity: actor\nfeatures: []",
        "feature_set: a\nentity: actor\nfeatures: []",
        "feature_set: a\nversion: 1\nfeatures: [{name: x, aggregate: count, windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: []\nfeatures: []",
        "services: {a: []}",
        "services: {1a: ['a@1.*']}",
        "services: {a: ['a.x_1h']}",
        "services: {a: ['a@0.x_1h']}",
        "services: {a: ['a@1.x@7']}",
        "services: {a: ['a@1.x@0h']}",
        "services: {a: ['a@1.*@7h']}",
        "{version: 1, services: {a: ['a@1.*']}}",
        "{uses: [b@1], services: {a: ['a@1.*']}}",
        "service: {}",
        "feature_set: a\nversion: 1\nentity: actor\nderived: [{name: x, expression: b.c_1h}]",
        "feature_set: a\nversion: 1\nentity: [actor, object, verb, timestamp, eventId]\nfeatures: []",
        "feature_set: a\nversion: 1\nentity: [actor, actor]\nfeatures: []",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: [count, sun], windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count, verb: [], windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count, verbs: [a], windows: [1h]}]",
        "feature_set: a\nversion: 1\nentity: actor\nmatrix: [{name: x, aggregate: count, half_life: [2], windows: [1h]}]",
      })
  void bothRefuseFiles(String file) {
    assertThat(SchemaTest.loads(file)).isFalse();
    assertThat(SchemaTest.errors(SchemaTest.FEATURES, file)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uses: [b]",
        "uses: [b@0]",
        "uses: [b@1.x_1h]",
        "uses: b@1",
        "uses: [b@1, b@1]",
        "derived: [{name: y}]",
        "derived: [{expression: x_1h}]",
        "derived: [{name: y, expression: ''}]",
        "derived: [{name: 9y, expression: x_1h}]",
        "derived: [{name: y, expression: x_1h, windows: [1h]}]",
        "derived: [{name: y, expression: x_1h, where: 'true'}]",
        "derived: [{name: y, expression: x_1h, default: null}]",
        "derived: {y: x_1h}",
      })
  void bothRefuseDerived(String lines) {
    String file = SchemaTest.set("name: x, aggregate: count, windows: [1h]") + lines + "\n";
    Map<String, String> files =
        Map.of(
            "attributes.yaml",
            SchemaTest.DECLARED,
            "features/a.yaml",
            file,
            "features/b.yaml",
            SchemaTest.OTHER_SET);
    assertThat(catchThrowable(() -> CatalogueLoader.load(files)))
        .isInstanceOf(InvalidConfigurationException.class);
    assertThat(SchemaTest.errors(SchemaTest.FEATURES, file)).isNotEmpty();
  }

  @Test
  void bothAcceptFeaturesOfFeatures() {
    String derived =
        """
        feature_set: a
        version: 1
        uses: [b@1]
        derived:
          - {name: rate, expression: 'ratio(b.x_1h, b.x_24h, 0.0)'}
          - {name: pay, expression: 'b.price_1h * request.raise', default: 1}
        """;
    String services =
        "services: {one: ['b@1.x@7h', 'b@1.x_*', 'a@1.rate'], all: ['a@1.*', 'b@1.*']}\n";
    assertThat(
            CatalogueLoader.load(
                    Map.of(
                        "attributes.yaml",
                        SchemaTest.DECLARED,
                        "features/a.yaml",
                        derived,
                        "features/b.yaml",
                        SchemaTest.OTHER_SET,
                        "features/c.yaml",
                        services))
                .services())
        .hasSize(2);
    assertThat(List.of(derived, SchemaTest.OTHER_SET, services))
        .allSatisfy(file -> assertThat(SchemaTest.errors(SchemaTest.FEATURES, file)).isEmpty());
  }

  @Test
  void bothAcceptMatrices() {
    String file =
        """
        feature_set: a
        version: 1
        entity: [actor, object]
        matrix:
          - {name: '{verb}_{by}', aggregate: count, verb: [view, apply], by: [none, objectAttributes.geo], windows: [1h], half_life: [none, 6h]}
          - {name: '{of}', aggregate: last_k, of: [[object, age_ms], verb], k: [3, 5], distinct: [none, object], where: [none, 'true'], windows: [1h]}
          - {name: funnel, aggregate: funnel, steps: [['true', 'false'], ['true']], windows: [1h]}
        services: {all: ['a@1.*']}
        """;
    assertThat(SchemaTest.loads(file)).isTrue();
    assertThat(SchemaTest.errors(SchemaTest.FEATURES, file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes: {}",
        "entities: {user: {table: a, type: int64, retention: 1h}}",
        "entities: {actor: {table: 1a, type: int64, retention: 1h}}",
        "entities: {actor: {table: a, type: double, retention: 1h}}",
        "entities: {actor: {table: a, type: int64}}",
        "{entities: {}, attributes: {geo: {type: string}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: text}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: vector, dimension: 3}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: vector, column: c}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: string, dimension: 3}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: int64, max_length: 3}}}",
        "{entities: {}, attributes: {objectAttributes.geo: {type: string, columns: c}}}",
      })
  void bothRefuseAttributes(String file) {
    assertThat(SchemaTest.errors(SchemaTest.ATTRIBUTES, file)).isNotEmpty();
    try {
      CatalogueLoader.load(Map.of("attributes.yaml", file));
      assertThat(file).as("accepted by the loader").isEmpty();
    } catch (InvalidConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }
}
