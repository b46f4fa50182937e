package io.nearline.server.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTableTest {

  private static PinotTable cell(String json) {
    return Answers.table(List.of("a"), "[[" + json + "]]");
  }

  @Test
  void integersStayExact() {
    assertThat(cell("9007199254740993").int64(0, 0)).isEqualTo(9007199254740993L);
    assertThat(cell("-9223372036854775808").int64(0, 0)).isEqualTo(Long.MIN_VALUE);
    assertThat(cell("3.0").int64(0, 0)).isEqualTo(3);
    assertThat(cell("-9007199254740992.0").int64(0, 0)).isEqualTo(-(1L << 53));
    assertThat(cell("\"-7\"").int64(0, 0)).isEqualTo(-7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "\"x\"",
        "null",
        "[1]",
        "9223372036854775808",
        "9007199254740994.0",
        "-9.223372036854775808E18",
        "\"NaN\""
      })
  void noIntegers(String json) {
    assertThatThrownBy(() -> cell(json).int64(0, 0))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("a: ");
  }

  @Test
  void doublesMayBeTexts() {
    assertThat(cell("1.5").float64(0, 0)).isEqualTo(1.5);
    assertThat(cell("\"-Infinity\"").float64(0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(cell("\"NaN\"").float64(0, 0)).isNaN();
  }

  @Test
  void vectors() {
    assertThat(cell("[0.1, -2]").vector(0, 0)).containsExactly(0.1f, -2f);
    assertThat(cell("[\"-Infinity\"]").vector(0, 0)).containsExactly(Float.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> cell("1").vector(0, 0)).isInstanceOf(MalformedAnswerException.class);
  }

  @Test
  void texts() {
    assertThat(cell("\"naïve 'x' \\u0001 😀\"").string(0, 0)).isEqualTo("naïve 'x' \u0001 😀");
    assertThatThrownBy(() -> cell("null").string(0, 0))
        .isInstanceOf(MalformedAnswerException.class);
  }
}
