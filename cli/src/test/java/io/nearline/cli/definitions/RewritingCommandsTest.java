package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.cli.Nearline;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import io.nearline.process.ConfigurationFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code features expand} and {@code features select}. */
class RewritingCommandsTest {
  @TempDir private Path temporary;

  @BeforeEach
  void writeResearch() throws IOException {
    write(
        "research/attributes.yaml",
        "attributes: {}\nentities: {actor: {table: actions, type: int64, retention: 96h}}\n");
    write("research/pipelines.yaml", "pipelines: []\n");
    write(
        "research/features/a.yaml",
        """
        feature_set: jobs
        version: 2
        entity: actor
        matrix:
          - {name: '{verb}', aggregate: [count, exists], verb: [view, buy], windows: [1h, 24h]}
        """);
    write(
        "importance.csv",
        """
        feature,importance
        jobs.view_aggregate_count_1h,0.1
        jobs.buy_aggregate_exists_24h,0.7
        jobs@2.view_aggregate_count_24h,0.2
        """);
  }

  private void write(String path, String text) throws IOException {
    Path file = temporary.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String path(String name) {
    return temporary.resolve(name).toString();
  }

  private Catalogue load(String directory) {
    return CatalogueLoader.load(ConfigurationFiles.read(temporary.resolve(directory)));
  }

  private static List<String> hashes(List<Feature> features) {
    return features.stream().map(feature -> feature.versionedName() + feature.hash()).toList();
  }

  @Test
  void expandWritesAConfigurationOfTheSameDefinitions() {
    run(0, "expand", path("research"), "--out", path("expanded"));
    assertThat(hashes(load("expanded").features()))
        .hasSize(8)
        .isEqualTo(hashes(load("research").features()));
    assertThat(temporary.resolve("expanded/pipelines.yaml")).hasContent("pipelines: []\n");
    run(0, "expand", path("research"), "--out", path("one.yaml"));
    assertThat(temporary.resolve("one.yaml"))
        .hasSameTextualContentAs(temporary.resolve("expanded/features/a.yaml"));
  }

  @Test
  void selectWritesTheMostImportantInOrder() {
    String importances = path("importance.csv");
    run(0, "select", path("research"), "--from", importances, "--top", "2", "--out", path("p"));
    assertThat(temporary.resolve("p/features/a.yaml"))
        .hasContent(
            """
            # The 2 most important of 3 features, by importance.csv.
            feature_set: jobs
            version: 2
            entity: actor
            features:
              - {name: view_aggregate_count, aggregate: count, where: 'verb == "view"', windows: [24h]}
              - {name: buy_aggregate_exists, aggregate: exists, where: 'verb == "buy"', windows: [24h]}
            services:
              selected: [jobs@2.buy_aggregate_exists_24h, jobs@2.view_aggregate_count_24h]
            """);
    Catalogue research = load("research");
    assertThat(hashes(load("p").service("selected").orElseThrow().features()))
        .isEqualTo(
            hashes(
                List.of(
                    research.feature("jobs.buy_aggregate_exists_24h").orElseThrow(),
                    research.feature("jobs.view_aggregate_count_24h").orElseThrow())));

    String again = run(2, "select", path("research"), "--from", importances, "--out", path("p"));
    assertThat(again).contains("a.yaml: is there (expected: another --out, or --force)");
    run(
        0,
        "select",
        path("research"),
        "--from",
        importances,
        "--out",
        path("p"),
        "--force",
        "--service",
        "ranker");
    assertThat(load("p").service("ranker").orElseThrow().features()).hasSize(3);
    run(0, "select", path("research"), "--from", importances, "--out", path("q"), "--set", "x@3");
    assertThat(load("q").features())
        .extracting(Feature::set, Feature::version)
        .containsOnly(org.assertj.core.groups.Tuple.tuple("x", 3));
  }

  @ParameterizedTest(name = "features {0}")
  @CsvSource(
      delimiterString = " -> ",
      textBlock =
          """
          expand DIR/research --out DIR/research -> what is expanded (expected: another directory)
          select DIR/research -> --from=FILE
          select DIR/research --from DIR/nothing.csv -> nothing.csv: can't be read
          select DIR/research --from DIR/importance.csv --top 0 -> --top 0 (expected: > 0)
          select DIR/research --from DIR/importance.csv --service 1x -> --service 1x (expected: a letter
          select DIR/research --from DIR/importance.csv --set x@0 -> --set x@0 (expected: NAME or NAME@VERSION)
          select DIR/research --from DIR/research/attributes.yaml -> attributes.yaml:1: attributes: {} (expected: a header
          """)
  void badUsageIsNamed(String arguments, String message) {
    assertThat(run(2, arguments.replace("DIR", temporary.toString()).split(" "))).contains(message);
  }

  private static String run(int code, String... arguments) {
    StringWriter err = new StringWriter();
    String[] all = new String[arguments.length + 1];
    all[0] = "features";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int actual = Nearline.commandLine().setErr(new PrintWriter(err, true)).execute(all);
    assertThat(actual).as(err.toString()).isEqualTo(code);
    return err.toString();
  }
}
