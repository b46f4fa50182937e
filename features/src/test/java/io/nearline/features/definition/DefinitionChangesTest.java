package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefinitionChangesTest {
  private static final String FIRST =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [1h, 24h]}
        - {name: applies, aggregate: count, where: 'verb == "apply"', windows: [1h]}
      services: {ranker: ['jobs@1.*']}
      """;

  private static Map<String, String> files(String... files) {
    Map<String, String> texts = new TreeMap<>();
    texts.put(
        "attributes.yaml", "entities: {actor: {table: actions, type: int64, retention: 96h}}");
    for (int i = 0; i < files.length; i++) {
      texts.put("features/file" + i + ".yaml", files[i]);
    }
    return texts;
  }

  private static List<Problem> changes(Map<String, String> served, Map<String, String> next) {
    return DefinitionChanges.between(
        CatalogueLoader.load(served), CatalogueLoader.load(next), next);
  }

  @Test
  void changedDefinitionsAreNamedAtTheirVersion() {
    assertThat(changes(files(FIRST), files("# moved\n" + FIRST.replace("\"view\"", "\"see\""))))
        .map(Problem::toString)
        .containsExactly(
            "features/file0.yaml:3: version: 1 (expected: a new version, since jobs@1 is served"
                + " with other definitions of views_1h, views_24h)");
  }

  @Test
  void newVersionsMayDiffer() {
    String second =
        FIRST
            .replace("version: 1", "version: 2")
            .replace("\"view\"", "\"see\"")
            .replaceFirst("services.*\n", "");

    assertThat(changes(files(FIRST), files(FIRST, second))).isEmpty();
    assertThat(changes(files(FIRST, second), files(FIRST, second.replace("see", "look"))))
        .map(Problem::toString)
        .containsExactly(
            "features/file1.yaml:2: version: 2 (expected: a new version, since jobs@2 is served"
                + " with other definitions of views_1h, views_24h)");
  }

  @Test
  void featuresMayComeAndGoAndBeWrittenOtherwise() {
    assertThat(
            changes(
                files(FIRST),
                files(
                    FIRST
                        .replaceFirst("  - .name: applies.*\n", "")
                        .replace("[1h, 24h]", "[60m, 2h]"))))
        .isEmpty();
  }

  @Test
  void manyChangesAreCounted() {
    String many = FIRST.replace("[1h, 24h]", "[1h, 2h, 3h, 4h, 5h, 6h, 7h]");

    assertThat(changes(files(many), files(many.replace("\"view\"", "\"see\""))))
        .singleElement()
        .asString()
        .endsWith("views_1h, views_2h, views_3h, views_4h, views_5h and 2 more)");
  }
}
