package io.nearline.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.cli.CommandException;
import io.nearline.features.definition.Catalogue;
import io.nearline.features.definition.CatalogueLoader;
import io.nearline.features.definition.Feature;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportancesTest {
  private static final Catalogue CATALOGUE =
      CatalogueLoader.load(
          Map.of(
              "attributes.yaml",
              "attributes: {}\nentities: {actor: {table: actions, type: int64, retention: 96h}}",
              "features/a.yaml",
              "{feature_set: a, version: 2, entity: actor, features: [{name: x, aggregate: count,"
                  + " windows: [1h, 2h, 3h, 4h]}, {name: y, aggregate: count, windows: [any]}]}"));

  @Test
  void areOrderedTheFirstOfEqualsFirst() {
    String csv =
        "\uFEFFrank,importance,\"feature\"\r\n"
            + "1,-0.5,a.x_1h\r\n"
            + "\r\n"
            + "\"2\n\"\"b\"\"\",\"1e-3\",\"a@2.x_2h\"\r\n"
            + "3,.001, a.x_3h \r\n"
            + "4,7,a.x_4h\r\n"
            + "5,-1,a.y@90m";
    assertThat(Importances.read("i.csv", csv, CATALOGUE))
        .extracting(Feature::name)
        .containsExactly("x_4h", "x_2h", "x_3h", "x_1h", "y@90m");
  }

  @Test
  void everyProblemNamesLineAndValue() {
    String csv =
        """
        feature,importance,"no
        te"
        a.x_1h,1,
        a.x_1h,2,
        a@2.x_1h,2,
        a.x_2,3,
        a.x_2h,,
        a.x_3h,NaN,
        a.x_4h,1e999,
        a.y,1,
        a.x@5h,1,
        a.x_4h,1
        """;
    CommandException exception =
        catchThrowableOfType(
            CommandException.class, () -> Importances.read("i.csv", csv, CATALOGUE));
    assertThat(exception)
        .hasMessage(
            """
            i.csv:4: a.x_1h (expected: each feature once; it is also in line 3)
            i.csv:5: a@2.x_1h (expected: each feature once; it is also in line 3)
            i.csv:6: a.x_2 (expected: a feature's full name; did you mean a.x_2h?)
            i.csv:7: a.x_2h:  (expected: a finite number)
            i.csv:8: a.x_3h: NaN (expected: a finite number)
            i.csv:9: a.x_4h: 1e999 (expected: a finite number)
            i.csv:10: a.y (expected: a window behind the name, such as a.y@24h)
            i.csv:11: a.x@5h (expected: one of a.x_1h, a.x_2h, a.x_3h, a.x_4h: its definition has no window any)
            i.csv:12: 2 fields (expected: 3, as the header has)""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          name,importance -> i.csv:1: name,importance (expected: a header with one column feature)
          feature,importance,importance -> i.csv:1: feature,importance,importance (expected: a header with one column importance)
          feature,importance -> i.csv:1: no feature (expected: a header feature,importance, and a line for each)
          `` -> i.csv:1: no feature (expected: a header feature,importance, and a line for each)
          feature,importance|"a.x -> i.csv:2: Missing closing quote for value (expected: CSV as of RFC 4180)
          """)
  void whatIsNoListIsRefused(String csv, String message) {
    assertThat(
            catchThrowableOfType(
                CommandException.class,
                () -> Importances.read("i.csv", csv.replace('|', '\n'), CATALOGUE)))
        .hasMessage(message);
  }
}
