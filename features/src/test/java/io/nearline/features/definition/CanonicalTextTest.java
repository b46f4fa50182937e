package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.TestAttributes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTextTest {
  private static final String SET =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: geos, aggregate: top_k, of: objectAttributes.geo, k: 10, where: 'verb == "apply" && objectAttributes.price > 5', windows: [24h]}
        - {name: recent, aggregate: last_k, of: [object, age_ms], k: 3, distinct: object, windows: [1h]}
      services:
        ranker: ['jobs@1.*']
      """;

  @Test
  void holdsEverythingThatAValueDependsOn() {
    Catalogue catalogue = load(TestAttributes.YAML, SET);
    assertThat(feature(catalogue, "geos_24h").canonicalText())
        .isEqualTo(
            """
            feature jobs@1.geos_24h
            entity actor: int64
            aggregate top_k(objectAttributes.geo, k: 10)
            where verb == "apply" && objectAttributes.price > 5.0
            window 86400000ms
            type map(string, int64)
            reads objectAttributes.geo: string
            reads objectAttributes.price: double
            """);
    assertThat(feature(catalogue, "recent_1h").canonicalText())
        .isEqualTo(
            """
            feature jobs@1.recent_1h
            entity actor: int64
            aggregate last_k(object, age_ms, k: 3, distinct: object)
            where true
            window 3600000ms
            type list(struct(object: string, age_ms: int64))
            """);
  }

  @Test
  void hashesStayTheSameFromReleaseToRelease() {
    Catalogue catalogue = load(TestAttributes.YAML, SET);
    assertThat(feature(catalogue, "geos_24h").hash()).isEqualTo("427f7d0c64fbda74");
    assertThat(catalogue.service("ranker").orElseThrow().hash()).isEqualTo("906d8d6c5c6b984e");
    assertThat(catalogue.hash()).isEqualTo("be9bad520a985125");
  }

  /** Served values are told apart by these: none may ever change, whatever the language learns. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          aggregate: count -> 9a3826878b32d388
          aggregate: count, where: 'verb in ["a", "b"] && !has(objectAttributes.geo)' -> 7f98b868546259b8
          aggregate: exists -> a6079d181ee1c0e0
          aggregate: sum, of: objectAttributes.price -> b34a9dced99b786b
          aggregate: sum, of: objectAttributes.stock -> aa8c3006e9528688
          aggregate: mean, of: objectAttributes.price -> a40b45c091d2e896
          aggregate: mean, of: objectAttributes.embedding -> be16562ddeadb669
          aggregate: min, of: verb -> 07bd36ee181d8c1f
          aggregate: max, of: objectAttributes.stock -> c774729063d4a232
          aggregate: first, of: objectAttributes.remote -> 702bafe9b5c7da64
          aggregate: last, of: objectAttributes.embedding -> a67423307ca2422a
          aggregate: count_distinct, of: objectAttributes.geo -> 19809387554ace54
          aggregate: top_k, of: objectAttributes.geo, k: 10 -> acb42fbceac010e1
          aggregate: histogram, of: objectAttributes.remote -> 69d95d4851365639
          aggregate: last_k, of: object, k: 3 -> c57e6b7c77bed5e4
          aggregate: last_k, of: [object, age_ms], k: 3, distinct: object -> 242c850f20b41c6d
          aggregate: time_since_first -> 2315cf20bb183d80
          aggregate: time_since_last -> a79a1e6f9bd3f07c
          """)
  void hashesOfAggregatesStayTheSameFromReleaseToRelease(String definition, String hash) {
    String set =
        "feature_set: jobs\nversion: 1\nentity: actor\nfeatures:\n"
            + ("  - {name: x, " + definition + ", windows: [24h]}\n");
    assertThat(feature(load(TestAttributes.YAML, set), "x_24h").hash()).isEqualTo(hash);
  }

  @Test
  void formDoesNotMatter() {
    String same =
        """
        # The same, written otherwise.
        services: {ranker: ["jobs@1.geos_24h", 'jobs@1.recent_*']}
        features:
          - name: "geos"
            where: (verb=='apply') && (5.0 < objectAttributes.price)
            windows:
              - 24h
            k: 10
            of: [objectAttributes.geo]
            aggregate: top_k
          - {windows: [1h], distinct: object, k: 3, of: [object, age_ms], aggregate: last_k, name: recent}
        entity: actor
        version: 1
        feature_set: jobs
        """;
    Catalogue one = load(TestAttributes.YAML, SET);
    Catalogue other = load(TestAttributes.YAML, same);
    assertThat(other.hash()).isEqualTo(one.hash());
    assertThat(other.services())
        .extracting(FeatureService::hash)
        .isEqualTo(one.services().stream().map(FeatureService::hash).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          k: 10 -> k: 11
          "apply" -> "Apply"
          price > 5 -> price >= 5
          windows: [24h] -> windows: [1d]
          aggregate: top_k, of: objectAttributes.geo -> aggregate: top_k, of: objectAttributes.city
          version: 1 -> version: 2
          entity: actor -> entity: object
          feature_set: jobs -> feature_set: job
          """)
  void aChangeOfMeaningChangesTheHash(String text, String change) {
    Catalogue before = load(TestAttributes.YAML, SET);
    String changed = SET.replace(text, change).replace("jobs@1", "*");
    Catalogue after = load(TestAttributes.YAML, changed.substring(0, changed.indexOf("services")));
    assertThat(after.features().get(0).hash()).isNotEqualTo(before.features().get(0).hash());
  }

  @Test
  void whereAnAttributeIsKeptDoesNotMatterItsTypeDoes() {
    String geo = "objectAttributes.geo:       {type: string, column: objectGeo}";
    Catalogue before = load(TestAttributes.YAML, SET);
    Catalogue moved =
        load(
            TestAttributes.YAML
                .replace(geo, "objectAttributes.geo: {type: string, max_length: 9}")
                .replace("96h", "48h")
                .replace("table: actions,", "table: deeds,"),
            SET);
    Catalogue retyped =
        load(TestAttributes.YAML.replace(geo, "objectAttributes.geo: {type: int64}"), SET);
    assertThat(TestAttributes.YAML).contains(geo);
    assertThat(moved.hash()).isEqualTo(before.hash());
    assertThat(feature(retyped, "geos_24h").hash())
        .isNotEqualTo(feature(before, "geos_24h").hash());
    assertThat(feature(retyped, "recent_1h").hash()).isEqualTo(feature(before, "recent_1h").hash());
    assertThat(retyped.services().get(0).hash()).isNotEqualTo(before.services().get(0).hash());
  }

  private static Feature feature(Catalogue catalogue, String name) {
    return catalogue.feature("jobs." + name).orElseThrow();
  }

  private static Catalogue load(String attributes, String set) {
    return CatalogueLoader.load(Map.of("attributes.yaml", attributes, "features/jobs.yaml", set));
  }
}
