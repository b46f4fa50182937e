package io.nearline.features.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.problem.Problem;
import io.nearline.features.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrictYamlTest {
  private final Problems problems = new Problems();

  @Test
  void readsEveryKindOfNodeWithItsPlace() {
    YamlMapping root = parse("name: a\nwindows: [1h, 24h]\nlimits:\n  rows: 7\n");

    assertThat(root.requiredString("name")).contains("a");
    assertThat(root.sequence("windows").orElseThrow().read(YamlScalar::duration))
        .containsExactly(Duration.ofHours(1), Duration.ofHours(24));
    YamlScalar rows = root.mapping("limits").orElseThrow().scalar("rows").orElseThrow();
    assertThat(rows.integer(1, 10)).hasValue(7);
    assertThat(rows.place().path()).isEqualTo("limits.rows");
    assertThat(rows.place().line()).isEqualTo(4);
    root.finish();
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void reportsEveryProblemOfAFileAtOnce() {
    YamlMapping root = parse("name: a\nname: b\nwindos: [1h]\nk: many\n");

    root.requiredString("name");
    root.sequence("windows");
    root.scalar("k").orElseThrow().integer(1, 10);
    root.require("entity", "a key");
    root.finish();

    assertThat(problems.sorted())
        .map(Problem::toString)
        .containsExactly(
            "f.yaml:1: entity: nothing (expected: a key)",
            "f.yaml:2: name: the key name a second time (expected: each key once)",
            "f.yaml:3: windos: windos (expected: one of the keys name, windows, k, entity;"
                + " did you mean windows?)",
            "f.yaml:4: k: many (expected: an integer from 1 to 10)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: [1'       | valid YAML",
        "'- a'         | a mapping",
        "'text'        | a mapping",
        "''            | a mapping",
        "'a: &x [*x]'  | at most 32 levels",
        "'[a]: b'      | valid YAML",
      })
  void refusesWhatIsNoMapping(String text, String expectation) {
    StrictYaml.parse("f.yaml", text, problems);

    assertThat(problems.sorted()).extracting(Problem::expectation).containsExactly(expectation);
  }

  @ParameterizedTest
  @CsvSource({
    "0s, > 0s",
    "1w, 'a duration such as 30s, 15m, 24h or 7d'",
    "-1h, 'a duration such as 30s, 15m, 24h or 7d'"
  })
  void refusesWhatIsNoDuration(String text, String expectation) {
    assertThat(scalar(text).duration()).isEmpty();
    assertThat(problems.sorted()).extracting(Problem::expectation).isEqualTo(List.of(expectation));
  }

  @ParameterizedTest
  @CsvSource({"30ms, PT0.03S", "15m, PT15M", "7d, P7D", "999999999h, PT999999999H"})
  void readsDurations(String text, Duration expected) {
    assertThat(scalar(text).duration()).isEqualTo(Optional.of(expected));
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775808", "1.0", "0x10", "1e3", "'\"5\"'"})
  void refusesWhatIsNoInteger(String text) {
    assertThat(scalar(text).longInteger(Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
    assertThat(problems.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1e999", ".inf", ".nan", "a", "'\"1\"'"})
  void refusesWhatIsNoFiniteNumber(String text) {
    assertThat(scalar(text).number()).isEmpty();
    assertThat(problems.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"yes", "True", "'\"true\"'"})
  void refusesWhatIsNoBoolean(String text) {
    assertThat(scalar(text).bool()).isEmpty();
    assertThat(problems.count()).isEqualTo(1);
  }

  private YamlScalar scalar(String text) {
    return parse("value: " + text).scalar("value").orElseThrow();
  }

  private YamlMapping parse(String text) {
    return StrictYaml.parse("f.yaml", text, problems).orElseThrow();
  }
}
