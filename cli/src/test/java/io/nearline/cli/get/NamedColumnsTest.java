package io.nearline.cli.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import io.nearline.cli.CommandException;
import io.nearline.proto.v1.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedColumnsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x=berlin | strings { values: \"berlin\" }",
        "x= | strings { values: \"\" }",
        "x=a=b | strings { values: \"a=b\" }",
        "x=\"5\" | strings { values: \"5\" }",
        "x=5 apples | strings { values: \"5 apples\" }",
        "x=null | strings { values: \"null\" }",
        "x={} | strings { values: \"{}\" }",
        "x=[] | strings { values: \"[]\" }",
        "x=[a] | strings { values: \"[a]\" }",
        "x=5 | int64s { values: 5 }",
        "x=-9223372036854775808 | int64s { values: -9223372036854775808 }",
        "x=9223372036854775808 | doubles { values: 9.223372036854776E18 }",
        "x=2.5 | doubles { values: 2.5 }",
        "x=true | bools { values: true }",
        "x=[1, 2.5] | vectors { dimension: 2 values: 1.0 values: 2.5 }",
        "x=1;x=2 | int64s { values: 1 values: 2 }",
        "x=1;x=2.5 | doubles { values: 1.0 values: 2.5 }",
        "x=a;x=b | strings { values: \"a\" values: \"b\" }",
        "x=[1];x=[2] | vectors { dimension: 1 values: 1.0 values: 2.0 }",
      })
  void valuesAreWhatTheyLookLike(String assignments, String column)
      throws TextFormat.ParseException {
    assertThat(NamedColumns.parse("--request", Arrays.asList(assignments.split(";"))))
        .isEqualTo(Map.of("x", TextFormat.parse(column, Column.class)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x=1;x=a | --request x: [1, \"a\"] (expected: values of one type, vectors of one dimension)",
        "x=[1];x=[1, 2] | --request x: [[1], [1,2]] (expected: values of one type, vectors of one dimension)",
        "x | --request x (expected: NAME=VALUE, such as geo=berlin)",
        "=5 | --request =5 (expected: NAME=VALUE, such as geo=berlin)",
      })
  void refusesTheRest(String assignments, String message) {
    assertThatThrownBy(() -> NamedColumns.parse("--request", Arrays.asList(assignments.split(";"))))
        .isInstanceOf(CommandException.class)
        .hasMessage(message);
  }

  @Test
  void eachNameIsAColumn() {
    assertThat(NamedColumns.parse("--request", List.of("a=1", "b=x")).keySet())
        .containsExactly("a", "b");
  }
}
