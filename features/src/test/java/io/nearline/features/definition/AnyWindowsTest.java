package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.TestAttributes;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions whose window is said by whoever asks. */
class AnyWindowsTest {
  private static final String SET =
      """
      feature_set: jobs
      version: %d
      entity: actor
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [any, 24h]}
        - {name: price, aggregate: mean, of: objectAttributes.price, default: 1, windows: [1h, 6h]}
      """;

  private static Catalogue load(String services) {
    return CatalogueLoader.load(
        Map.of(
            "attributes.yaml",
            TestAttributes.YAML,
            "features/a.yaml",
            SET.formatted(1) + services,
            "features/b.yaml",
            SET.formatted(2).replace("\"view\"", "\"seen\"")));
  }

  @Test
  void eachWindowMakesAFeature() {
    Catalogue catalogue = load("");
    AggregateFeature feature =
        (AggregateFeature) catalogue.feature("jobs@1.views@90m").orElseThrow();

    assertThat(feature.versionedName()).isEqualTo("jobs@1.views@90m");
    assertThat(feature.fullName()).isEqualTo("jobs.views@90m");
    assertThat(feature.window()).isEqualTo(Duration.ofMinutes(90));
    assertThat(feature.whereText()).contains("verb == \"view\"");
    assertThat(catalogue.hash(feature))
        .isEqualTo(feature.hash())
        .isNotEqualTo(catalogue.feature("jobs@1.views@91m").orElseThrow().hash());
  }

  @Test
  void withoutAVersionItIsTheHighest() {
    assertThat(load("").feature("jobs.views@96h").orElseThrow().versionedName())
        .isEqualTo("jobs@2.views@96h");
  }

  @Test
  void aWindowMayStandBesideAny() {
    Catalogue catalogue = load("");

    assertThat(catalogue.feature("jobs@1.views_24h")).isPresent();
    assertThat(catalogue.features()).hasSize(6);
    assertThat(catalogue.anyWindowFeatures())
        .extracting(AnyWindowFeature::versionedName)
        .containsExactly("jobs@1.views", "jobs@2.views");
  }

  @Test
  void servicesSayTheWindow() {
    Catalogue catalogue = load("services:\n  s: ['jobs@1.views@7h', 'jobs@1.price_1h']\n");

    assertThat(catalogue.service("s").orElseThrow().features())
        .extracting(Feature::fullName)
        .containsExactly("jobs.views@7h", "jobs.price_1h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          jobs.views -> a window behind the name, such as jobs.views@24h
          jobs@1.views -> a window behind the name, such as jobs@1.views@24h
          jobs.views@ -> a duration such as 30s, 15m, 24h or 7d behind @
          jobs.views@7 -> a duration such as 30s, 15m, 24h or 7d behind @
          jobs.views@-7h -> a duration such as 30s, 15m, 24h or 7d behind @
          jobs.views@0h -> a window > 0
          jobs@2.views@97h -> a window of at most 96h, the retention of actions
          jobs.views_7h -> jobs.views@7h
          jobs@1.views_90m -> jobs@1.views@90m
          jobs.price_1h@7h -> no window behind jobs.price_1h, which has its own
          jobs.price@7h -> one of jobs.price_1h, jobs.price_6h: its definition has no window any
          jobs@1.price@7h -> one of jobs@1.price_1h, jobs@1.price_6h: its definition has no window any
          """)
  void saysWhatIsWrongWithAWindow(String name, String expectation) {
    Catalogue catalogue = load("");

    assertThat(catalogue.feature(name)).isEmpty();
    assertThat(catalogue.windowExpectation(name)).contains(expectation);
  }

  @ParameterizedTest
  @CsvSource({
    "jobs.viws@7h",
    "jobs.price_7h",
    "jobs.nothing",
    "views@7h",
    "jobs@1",
    "@7h",
    "''",
    "jobs.\\E(@7h"
  })
  void leavesOtherNamesToOthers(String name) {
    assertThat(load("").feature(name)).isEmpty();
    assertThat(load("").windowExpectation(name)).isEmpty();
  }

  @Test
  void theLockHasTheDefinitionOnce() {
    assertThat(DefinitionLock.of(load("")).text())
        .contains("\njobs@1.views ")
        .contains("\njobs@2.views ");
    Catalogue changed =
        CatalogueLoader.load(
            Map.of(
                "attributes.yaml",
                TestAttributes.YAML,
                "features/a.yaml",
                SET.formatted(1).replace("\"view\"", "\"look\"")));
    assertThat(DefinitionLock.of(load("")).changes(changed))
        .extracting(DefinitionLock.Change::versionedName)
        .containsExactly("jobs@1.views", "jobs@1.views_24h");
  }

  @Test
  void isRefusedInServicesLikeAnyOther() {
    List<String> problems =
        catchThrowableOfType(
                InvalidConfigurationException.class,
                () ->
                    load(
                        "services:\n  s: ['jobs@1.views', 'jobs@1.views@0h', 'jobs@1.price@2h',"
                            + " 'jobs@1.viws@2h']\n"))
            .problems()
            .stream()
            .map(Problem::toString)
            .toList();

    assertThat(problems)
        .containsExactly(
            "features/a.yaml:8: services.s[0]: jobs@1.views (expected: a window behind the name,"
                + " such as jobs@1.views@24h)",
            "features/a.yaml:8: services.s[1]: jobs@1.views@0h (expected: a window > 0)",
            "features/a.yaml:8: services.s[2]: jobs@1.price@2h (expected: one of jobs@1.price_1h,"
                + " jobs@1.price_6h: its definition has no window any)",
            "features/a.yaml:8: services.s[3]: jobs@1.viws@2h (expected: a feature that exists; did"
                + " you mean jobs@1.views_24h?)");
  }
}
