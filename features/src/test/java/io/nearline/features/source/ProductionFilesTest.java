package io.nearline.features.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.TestAttributes;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProductionFilesTest {
  private static final Map<String, String> RESEARCH =
      Map.of(
          "attributes.yaml",
          TestAttributes.YAML,
          "features/jobs.yaml",
          """
          feature_set: jobs
          version: 3
          entity: actor
          features:
            - {name: kept, aggregate: exists, windows: [1h, 2h, 3h]}
            - {name: lost, aggregate: exists, windows: [1h]}
          matrix:
            - {name: '{verb}_{by}', aggregate: count, verb: [view, buy], by: [none, objectAttributes.geo], windows: [1h, 24h]}
          services:
            research: ['jobs@3.*']
          """,
          "features/items.yaml",
          """
          feature_set: items
          version: 1
          entity: object
          features:
            - {name: viewers, aggregate: count_distinct, of: actor, windows: [1h]}
          """,
          "features/none.yaml",
          "{feature_set: none, version: 1, entity: actor, matrix: [{name: x, aggregate: count, windows: [1h]}]}");
  private static final Catalogue CATALOGUE = CatalogueLoader.load(RESEARCH);

  private static List<Feature> features(String... names) {
    return Arrays.stream(names).map(name -> CATALOGUE.feature(name).orElseThrow()).toList();
  }

  private static Catalogue load(Map<String, String> production) {
    Map<String, String> files = new TreeMap<>(production);
    files.put("attributes.yaml", TestAttributes.YAML);
    return CatalogueLoader.load(files);
  }

  @Test
  void keepsWhatIsSelectedAndListsItInOrder() {
    List<Feature> selected =
        features("jobs.view_geo_24h", "jobs.kept_3h", "items.viewers_1h", "jobs.kept_1h");
    SortedMap<String, String> production =
        ProductionFiles.of(RESEARCH, selected, "ranker", Optional.empty());
    assertThat(production)
        .containsExactly(
            Map.entry(
                "features/items.yaml",
                """
                feature_set: items
                version: 1
                entity: object
                features:
                  - {name: viewers, aggregate: count_distinct, of: actor, windows: [1h]}
                """),
            Map.entry(
                "features/jobs.yaml",
                """
                feature_set: jobs
                version: 3
                entity: actor
                features:
                  - {name: kept, aggregate: exists, windows: [1h, 3h]}
                  - {name: view_geo, aggregate: histogram, of: objectAttributes.geo, where: 'verb == "view"', windows: [24h]}
                """),
            Map.entry(
                "features/ranker.yaml",
                """
                services:
                  ranker: [jobs@3.view_geo_24h, jobs@3.kept_3h, items@1.viewers_1h, jobs@3.kept_1h]
                """));
    Catalogue loaded = load(production);
    assertThat(loaded.service("ranker").orElseThrow().features())
        .extracting(Feature::hash)
        .containsExactlyElementsOf(selected.stream().map(Feature::hash).toList());
    assertThat(loaded.features()).hasSize(4);
  }

  @Test
  void oneSetHoldsItsServiceAndMayBeNamed() {
    List<Feature> selected = features("jobs@3.buy_1h", "jobs@3.view_1h");
    assertThat(ProductionFiles.of(RESEARCH, selected, "ranker", Optional.empty()))
        .containsOnlyKeys("features/jobs.yaml");
    SortedMap<String, String> production =
        ProductionFiles.of(
            RESEARCH,
            selected,
            "ranker",
            Optional.of(new ProductionFiles.SetName("job_ranking", 12)));
    assertThat(production).containsOnlyKeys("features/job_ranking.yaml");
    assertThat(load(production).service("ranker").orElseThrow().features())
        .extracting(Feature::versionedName)
        .containsExactly("job_ranking@12.buy_1h", "job_ranking@12.view_1h");
  }

  @Test
  void aNamedSetTakesItsDerivedFeaturesAlongUnlessTheyMentionItsName() {
    String set =
        """
        feature_set: jobs
        version: 3
        entity: actor
        features: [{name: views, aggregate: count, windows: [1h, any]}]
        derived:
          - {name: more, expression: 'views_1h + 1'}
          - {name: mentioned, expression: 'jobs.views_1h + 1'}
        """;
    Map<String, String> research =
        Map.of("attributes.yaml", TestAttributes.YAML, "features/jobs.yaml", set);
    Catalogue catalogue = CatalogueLoader.load(research);
    Optional<ProductionFiles.SetName> name = Optional.of(new ProductionFiles.SetName("served", 1));
    List<Feature> selected =
        Stream.of("jobs.more", "jobs.views@2h")
            .map(each -> catalogue.feature(each).orElseThrow())
            .toList();
    assertThat(
            load(ProductionFiles.of(research, selected, "ranker", name))
                .service("ranker")
                .orElseThrow()
                .features())
        .extracting(Feature::versionedName)
        .containsExactly("served@1.more", "served@1.views@2h");
    assertThatThrownBy(
            () ->
                ProductionFiles.of(
                    research,
                    List.of(catalogue.feature("jobs.mentioned").orElseThrow()),
                    "ranker",
                    name))
        .hasMessage("jobs.views_1h in mentioned: the set's own name (expected: views_1h alone)");
  }

  @Test
  void refusesNamesThatDoNotFit() {
    List<Feature> selected = features("jobs.kept_3h", "items.viewers_1h");
    assertThatThrownBy(
            () ->
                ProductionFiles.of(
                    RESEARCH,
                    selected,
                    "ranker",
                    Optional.of(new ProductionFiles.SetName("all", 1))))
        .hasMessage("all: a name for 2 sets (expected: for one)");
    assertThatThrownBy(() -> ProductionFiles.of(RESEARCH, selected, "jobs", Optional.empty()))
        .hasMessage("jobs: a set's file has that name (expected: another name for the service)");
  }

  @Test
  void keepsWhatDerivedFeaturesAreMadeOf() {
    Map<String, String> research =
        Map.of(
            "attributes.yaml",
            TestAttributes.YAML,
            "features/a.yaml",
            """
            feature_set: a
            version: 1
            entity: actor
            uses: [b@2, d@1]
            features:
              - {name: lost, aggregate: count, windows: [1h]}
              - {name: views, aggregate: count, windows: [1h, 2h, any]}
            derived:
              - {name: rate, expression: 'ratio(log_views, b.views_1h, 0.0)'}
              - {name: log_views, expression: 'log1p(views_2h)', default: 0.5}
              - {name: lost_rate, expression: 'ratio(lost_1h, d.views_1h, 0.0)'}
            """,
            "features/b2.yaml",
            "{feature_set: b, version: 2, entity: object, features: [{name: views, aggregate:"
                + " count, windows: [1h, any, 3h]}]}",
            "features/b3.yaml",
            "{feature_set: b, version: 3, entity: object, features: [{name: views, aggregate:"
                + " exists, windows: [1h]}]}",
            "features/d.yaml",
            "{feature_set: d, version: 1, entity: object, features: [{name: views, aggregate:"
                + " count, windows: [1h]}]}",
            "features/c.yaml",
            "{feature_set: c, version: 1, entity: object, features: [{name: views, aggregate:"
                + " count, windows: [1h]}], derived: [{name: double, expression: 'views_1h * 2.0'},"
                + " {name: far, expression: 'a.rate + 1.0'}]}");
    Catalogue catalogue = CatalogueLoader.load(research);
    List<Feature> selected =
        Stream.of("c.far", "b@2.views@7h", "a.views@90m")
            .map(name -> catalogue.feature(name).orElseThrow())
            .toList();
    assertThat(ProductionFiles.of(research, selected, "ranker", Optional.empty()))
        .containsExactly(
            Map.entry(
                "features/a.yaml",
                """
                feature_set: a
                version: 1
                entity: actor
                uses: [b@2]
                features:
                  - {name: views, aggregate: count, windows: [2h, any]}
                derived:
                  - {name: rate, expression: 'ratio(log_views, b.views_1h, 0.0)'}
                  - {name: log_views, expression: 'log1p(views_2h)', default: 0.5}
                """),
            Map.entry(
                "features/b2.yaml",
                """
                feature_set: b
                version: 2
                entity: object
                features:
                  - {name: views, aggregate: count, windows: [1h, any]}
                """),
            Map.entry(
                "features/c.yaml",
                """
                feature_set: c
                version: 1
                derived:
                  - {name: far, expression: 'a.rate + 1.0'}
                """),
            Map.entry(
                "features/ranker.yaml",
                """
                services:
                  ranker: [c@1.far, b@2.views@7h, a@1.views@90m]
                """));
  }
}
