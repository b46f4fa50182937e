package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueLoaderTest {
  private static final String JOBS =
      """
      feature_set: job_ranking
      version: 1
      entity: actor
      features:
        - {name: applies, aggregate: count, where: 'verb == "job-apply"', windows: [1h, 24h]}
        - {name: geos, aggregate: top_k, of: objectAttributes.geo, k: 10, windows: [24h]}
        - {name: embedding, aggregate: mean, of: objectAttributes.embedding, windows: [6h]}
        - {name: recent, aggregate: last_k, k: 20, of: [object, verb, age_ms], distinct: object, windows: [96h]}
      services:
        job_ranker: ['job_ranking@1.*']
        small: ['job_ranking@1.geos_24h', 'job_ranking@1.applies_*', 'job_ranking@1.geos_24h']
      """;
  private static final String OTHERS =
      """
      services:
        mixed: [items@2.*, job_ranking@1.applies_1h]
      """;
  private static final String ITEMS =
      """
      feature_set: items
      version: 2
      entity: object
      features:
        - {name: viewers, aggregate: count_distinct, of: actor, windows: [1h]}
      """;
  private static final String OLD_ITEMS =
      """
      feature_set: items
      version: 1
      entity: object
      features:
        - {name: viewers, aggregate: count, windows: [1h]}
        - {name: last_viewer, aggregate: last, of: actor, windows: [30m]}
      """;

  private static Catalogue load() {
    return CatalogueLoader.load(
        Map.of(
            "attributes.yaml", TestAttributes.YAML,
            "features/jobs.yaml", JOBS,
            "features/items.yaml", ITEMS,
            "features/items_old.yaml", OLD_ITEMS,
            "features/others.yaml", OTHERS,
            "pipelines.yaml", "{not: [mine"));
  }

  @Test
  void bindsFeaturesWithWindowsAndTypes() {
    assertThat(load().features())
        .extracting(feature -> feature.versionedName() + ": " + feature.type().text())
        .containsExactly(
            "items@2.viewers_1h: int64",
            "items@1.viewers_1h: int64",
            "items@1.last_viewer_30m: int64",
            "job_ranking@1.applies_1h: int64",
            "job_ranking@1.applies_24h: int64",
            "job_ranking@1.geos_24h: map(string, int64)",
            "job_ranking@1.embedding_6h: vector(3)",
            "job_ranking@1.recent_96h: list(struct(object: string, verb: string, age_ms: int64))");
    AggregateFeature applies = aggregate(load(), "job_ranking.applies_24h");
    assertThat(applies.window()).isEqualTo(Duration.ofHours(24));
    assertThat(applies.whereText()).contains("verb == \"job-apply\"");
    assertThat(applies.entity().root().text()).isEqualTo("actor");
    assertThat(applies.entity().table().table()).isEqualTo("actions");
    assertThat(applies.fields())
        .extracting(field -> field.text())
        .containsExactly("timestamp", "verb");
    assertThat(aggregate(load(), "job_ranking.recent_96h").fields())
        .extracting(field -> field.text())
        .containsExactly("timestamp", "verb", "eventId", "object");
  }

  private static AggregateFeature aggregate(Catalogue catalogue, String name) {
    return (AggregateFeature) catalogue.feature(name).orElseThrow();
  }

  @Test
  void bindsServicesInTheOrderOfTheirPatterns() {
    Catalogue catalogue = load();
    assertThat(names(catalogue, "job_ranker"))
        .containsExactly(
            "job_ranking@1.applies_1h",
            "job_ranking@1.applies_24h",
            "job_ranking@1.geos_24h",
            "job_ranking@1.embedding_6h",
            "job_ranking@1.recent_96h");
    assertThat(names(catalogue, "small"))
        .containsExactly(
            "job_ranking@1.geos_24h", "job_ranking@1.applies_1h", "job_ranking@1.applies_24h");
    assertThat(names(catalogue, "mixed"))
        .containsExactly("items@2.viewers_1h", "job_ranking@1.applies_1h");
  }

  @Test
  void findsByNameAndKnowsTheNearest() {
    Catalogue catalogue = load();
    assertThat(catalogue.feature("items.viewers_1h").orElseThrow().version()).isEqualTo(2);
    assertThat(catalogue.feature("items@1.viewers_1h").orElseThrow().version()).isEqualTo(1);
    assertThat(catalogue.feature("items.last_viewer_30m").orElseThrow().version()).isEqualTo(1);
    assertThat(catalogue.feature("items.viewers_2h")).isEmpty();
    assertThat(catalogue.nearestFeature("items.viewer_1h")).contains("items.viewers_1h");
    assertThat(catalogue.nearestFeature("items@1.viewer_1h")).contains("items@1.viewers_1h");
    assertThat(catalogue.nearestFeature("something else entirely")).isEmpty();
    assertThat(catalogue.nearestService("job_rankr")).contains("job_ranker");
  }

  @Test
  void bindsArgumentsOfAggregates() {
    Catalogue catalogue =
        CatalogueLoader.load(
            Map.of(
                "attributes.yaml",
                TestAttributes.YAML,
                "features/a.yaml",
                """
                feature_set: a
                version: 1
                entity: actor
                features:
                  - {name: late, aggregate: percentile, of: objectAttributes.price, p: .950, windows: [1h]}
                  - {name: first, aggregate: percentile, of: objectAttributes.price, p: 0, windows: [1h]}
                  - {name: interest, aggregate: count, half_life: 120m, windows: [1h]}
                  - {name: taste, aggregate: mean, of: objectAttributes.embedding, half_life: 2h, windows: [1h]}
                  - {name: recent, aggregate: last_k, of: verb, k: 2, pad: true, windows: [1h]}
                  - {name: fewer, aggregate: last_k, of: verb, k: 2, pad: false, windows: [1h]}
                  - {name: depth, aggregate: funnel, steps: ['verb=="a"', 'objectAttributes.geo in ["b", "c"]'], windows: [1h]}
                """));
    assertThat(catalogue.features())
        .flatExtracting(Feature::aggregates)
        .extracting(feature -> feature.aggregate().text())
        .containsExactly(
            "percentile(objectAttributes.price, p: 0.95)",
            "percentile(objectAttributes.price, p: 0)",
            "count(half_life: 7200000ms)",
            "mean(objectAttributes.embedding, half_life: 7200000ms)",
            "last_k(verb, k: 2, pad: true)",
            "last_k(verb, k: 2)",
            "funnel(steps: [verb == \"a\", objectAttributes.geo in [\"b\", \"c\"]])");
    assertThat(aggregate(catalogue, "a.depth_1h").fields())
        .extracting(field -> field.text())
        .containsExactly("timestamp", "verb", "eventId", "objectAttributes.geo");
  }

  private static List<String> names(Catalogue catalogue, String service) {
    return catalogue.service(service).orElseThrow().features().stream()
        .map(Feature::versionedName)
        .toList();
  }
}
