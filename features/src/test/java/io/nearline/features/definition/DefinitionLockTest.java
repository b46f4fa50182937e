package io.nearline.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.TestAttributes;
import io.nearline.features.problem.InvalidConfigurationException;
import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionLockTest {
  private static final String SET =
      """
      feature_set: jobs
      version: 1
      entity: actor
      features:
        - {name: views, aggregate: count, where: 'verb == "view"', windows: [24h, 1h]}
      matrix:
        - {name: top, aggregate: top_k, of: object, k: [3, 5], windows: [1h]}
      """;

  private static Catalogue load(String set, String... lock) {
    Map<String, String> files = new HashMap<>();
    files.put("attributes.yaml", TestAttributes.YAML);
    files.put("features/a.yaml", set);
    if (lock.length > 0) {
      files.put("features.lock", lock[0]);
    }
    return CatalogueLoader.load(files);
  }

  private static DefinitionLock read(String text) {
    Problems problems = new Problems();
    DefinitionLock lock = DefinitionLock.read(text, problems);
    problems.throwIfAny();
    return lock;
  }

  @Test
  void listsNamesAndHashesInOrder() {
    Catalogue catalogue = load(SET);
    String text = DefinitionLock.of(catalogue).text();
    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "jobs@1.top_k_3_1h " + catalogue.feature("jobs.top_k_3_1h").orElseThrow().hash(),
            "jobs@1.top_k_5_1h " + catalogue.feature("jobs.top_k_5_1h").orElseThrow().hash(),
            "jobs@1.views_1h " + catalogue.feature("jobs.views_1h").orElseThrow().hash(),
            "jobs@1.views_24h " + catalogue.feature("jobs.views_24h").orElseThrow().hash());
    assertThat(read(text).text()).isEqualTo(text);
    assertThat(read(text).missing(catalogue)).isEmpty();
  }

  @Test
  void newNamesAreAddedAndOldOnesStay() {
    DefinitionLock lock = DefinitionLock.of(load(SET));
    Catalogue next = load(SET.replace("version: 1", "version: 2").replace("3, 5", "3"));
    assertThat(lock.missing(next))
        .containsExactly("jobs@2.top_1h", "jobs@2.views_1h", "jobs@2.views_24h");
    assertThat(lock.changes(next)).isEmpty();
    DefinitionLock both = lock.with(next);
    assertThat(both.missing(next)).isEmpty();
    assertThat(both.missing(load(SET))).isEmpty();
  }

  @Test
  void aChangedDefinitionIsRefusedWhereItStands() {
    String lock = DefinitionLock.of(load(SET)).text();
    assertThat(load(SET, lock).features()).hasSize(4);
    assertThat(load(SET.replace("[24h, 1h]", "[1h]"), lock).features()).hasSize(3);
    String changed = SET.replace("top_k, of: object", "top_k, of: verb");
    String before = load(SET).feature("jobs.top_k_3_1h").orElseThrow().hash();
    String after = load(changed).feature("jobs.top_k_3_1h").orElseThrow().hash();
    InvalidConfigurationException exception =
        catchThrowableOfType(InvalidConfigurationException.class, () -> load(changed, lock));
    assertThat(exception.problems()).hasSize(2);
    assertThat(exception.problems().get(0))
        .hasToString(
            "features/a.yaml:7: matrix[0]{k: 3}.windows[0]: jobs@1.top_k_3_1h with hash "
                + after
                + ", where "
                + before
                + " is locked (expected: a new version of the set, or the definition as it was)");
  }

  @Test
  void aNameThatWasGoneDoesNotComeBackAsAnother() {
    DefinitionLock lock =
        DefinitionLock.of(load(SET)).with(load(SET.replace("name: views", "name: seen")));
    Catalogue back = load(SET.replace("\"view\"", "\"look\""));
    assertThat(lock.changes(back))
        .extracting(DefinitionLock.Change::versionedName)
        .containsExactly("jobs@1.views_1h", "jobs@1.views_24h");
  }

  @Test
  void linesThatAreNoneAreReported() {
    InvalidConfigurationException exception =
        catchThrowableOfType(
            InvalidConfigurationException.class,
            () ->
                load(
                    SET,
                    """
                    # comment

                    jobs@1.a_1h 0123456789abcdef
                    <<<<<<< HEAD
                    jobs.a_1h 0123456789abcdef
                    jobs@1.a_1h 0123456789ABCDEF
                    jobs@1.a_1h 0123456789abcdee
                    """));
    assertThat(exception.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "features.lock:4: <<<<<<< HEAD (expected: set@version.name and 16 hexadecimal digits, or"
                + " a comment)",
            "features.lock:5: jobs.a_1h 0123456789abcdef (expected: set@version.name and 16"
                + " hexadecimal digits, or a comment)",
            "features.lock:6: jobs@1.a_1h 0123456789ABCDEF (expected: set@version.name and 16"
                + " hexadecimal digits, or a comment)",
            "features.lock:7: jobs@1.a_1h (expected: each name once)");
  }
}
