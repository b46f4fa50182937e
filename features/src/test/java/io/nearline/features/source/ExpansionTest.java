package io.nearline.features.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExpansionTest {
  private static final String RESEARCH =
      """
      # Comments are lost.
      feature_set: jobs
      version: 3
      entity: actor
      matrix:
        - {name: '{verb}_{by}', aggregate: count, verb: [job-view, 'it''s "odd" \\'], by: [none, objectAttributes.geo],
           where: [none, 'objectAttributes.price > 2 || verb.startsWith("x") // dear'], windows: [1h, 24h], half_life: [none, 6h]}
        - {name: recent, aggregate: last_k, of: [[object, verb, age_ms], [object]], k: [3, 5], distinct: [none, object], windows: [1h]}
        - {name: p, aggregate: percentile, of: objectAttributes.price, p: [0.5, 1], where: ['true', 'false'], windows: [1h]}
        - {name: price, aggregate: [sum, mean, min], of: [objectAttributes.price, objectAttributes.stock], windows: [7d, 1h]}
        - {name: dear, aggregate: mean, of: objectAttributes.price, default: [0.5, none], verb: [buy], windows: [any, 1h]}
        - {name: taste, aggregate: [mean, last], of: objectAttributes.embedding, default: [[0, 0, 0.25]], windows: [1h]}
        - {name: path, aggregate: funnel, steps: [['verb == "a"', 'verb == "b"'], ['true']], windows: [1h]}
        - {name: asked, aggregate: count, verb: [a, b], windows: [any, 1h]}
      services:
        all: ['jobs@3.*']
        open: ['jobs@3.open@7h', 'jobs@3.dear_default_0_5@90m', 'jobs@3.rate']
      uses: [items@2]
      derived:
        - {name: rate, expression: 'ratio(job_view_1h, items.seen_1h, 0.0) * request.boost', default: 1}
        - {name: 'keen', expression: "rate > 0.5 || last_verb_1h == 'it\\\\'s \\"odd\\"'"}
        - {name: likeness, expression: 'cosine(taste_aggregate_mean_1h, taste_aggregate_last_1h)', default: -1}
        - {name: share, expression: 'ratio(job_view_1h, asked_verb_a_1h, 0.0)'}
      features:
        - {name: first, aggregate: exists, where: 'verb == "job-view"', windows: [1h]}
        - {name: open, aggregate: count, windows: [any]}
        - {name: last_verb, aggregate: last, of: verb, default: 'no', windows: [1h]}
      """;

  private static final String ITEMS =
      """
      feature_set: items
      version: %d
      entity: object
      features:
        - {name: seen, aggregate: count, windows: [1h]}
      """;

  @Test
  void definitionsStayTheSameHashByHash() {
    Map<String, String> files = new TreeMap<>();
    files.put("attributes.yaml", TestAttributes.YAML.replace("96h", "200h"));
    files.put("features/research.yaml", RESEARCH);
    files.put("features/other.yaml", "services: {one: ['jobs@3.first_1h']} # as it is");
    files.put("features/items.yaml", ITEMS.formatted(1));
    files.put("features/items_2.yaml", ITEMS.formatted(2));
    files.put("pipelines.yaml", "not: [mine");
    Catalogue before = CatalogueLoader.load(files);
    Map<String, String> expanded = Expansion.expand(files);
    assertThat(expanded).containsOnlyKeys("features/research.yaml");
    assertThat(expanded.get("features/research.yaml")).doesNotContain("matrix", "{verb}");
    files.putAll(expanded);
    Catalogue after = CatalogueLoader.load(files);
    assertThat(after.features()).hasSize(2 + 2 + 32 + 8 + 4 + 12 + 2 + 2 + 2 + 2 + 4);
    assertThat(after.features())
        .extracting(feature -> feature.versionedName() + " " + feature.hash())
        .containsExactlyElementsOf(
            before.features().stream()
                .map(feature -> feature.versionedName() + " " + feature.hash())
                .toList());
    assertThat(after.hashes()).hasSize(after.features().size() + 5).isEqualTo(before.hashes());
    assertThat(after.services()).hasSize(3).isEqualTo(before.services());
    assertThat(after.hash()).isEqualTo(before.hash());
    assertThat(Expansion.expand(files)).isEmpty();
  }

  @Test
  void writesWhatAPersonWouldWrite() {
    String written =
        Expansion.expand(
                Map.of(
                    "features/a.yaml",
                    """
                    feature_set: jobs
                    version: 1
                    entity: actor
                    matrix:
                      - {name: '{verb}', aggregate: count, verb: [view, buy], where: [none, has(objectAttributes.geo)], windows: [1h, 1d]}
                    """))
            .get("features/a.yaml");
    assertThat(written)
        .isEqualTo(
            """
            feature_set: jobs
            version: 1
            entity: actor
            features:
              - {name: view, aggregate: count, where: 'verb == "view"', windows: [1h, 1d]}
              - {name: view_where_has_objectAttributes_geo, aggregate: count, where: 'verb == "view" && (has(objectAttributes.geo))', windows: [1h, 1d]}
              - {name: buy, aggregate: count, where: 'verb == "buy"', windows: [1h, 1d]}
              - {name: buy_where_has_objectAttributes_geo, aggregate: count, where: 'verb == "buy" && (has(objectAttributes.geo))', windows: [1h, 1d]}
            """);
  }
}
