package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.request.RequestValues;
import io.nearline.features.value.Items;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | 'x'",
        "`` | ''",
        "it's | 'it''s'",
        "a''b | 'a''''''''b'",
        "' ' | ''' '''",
        "' OR 1=1 -- | ''' OR 1=1 --'",
        "\\' | '\\'''",
        "naïve 😀 ? $1 {Keys} | 'naïve 😀 ? $1 {Keys}'",
      })
  void strings(String value, String literal) {
    assertThat(new SqlWriter().literal(value)).hasToString(literal);
  }

  @Test
  void integers() {
    assertThat(new SqlWriter().literal(Long.MIN_VALUE)).hasToString("-9223372036854775808");
    assertThat(new SqlWriter().literal(Long.MAX_VALUE)).hasToString("9223372036854775807");
  }

  @Test
  void doublesRoundTrip() {
    for (double value : new double[] {0, -0.5, 1e300, 4.9E-324, -Double.MAX_VALUE, 0.1}) {
      assertThat(Double.parseDouble(new SqlWriter().literal(value).toString())).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
  void doublesWithoutLiteral(double value) {
    SqlWriter writer = new SqlWriter();

    assertThatThrownBy(() -> writer.literal(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: a finite number");
  }

  @Test
  void namesAreQuoted() {
    assertThat(new SqlWriter().name("timestamp").name("a\"b"))
        .hasToString("\"timestamp\"\"a\"\"b\"");
  }

  @Test
  void slotsAreFilledInOrder() {
    SqlTemplate template =
        new SqlWriter()
            .sql("k IN (")
            .slot(new Slot.Keys(0))
            .sql(") AND t > ")
            .append(new SqlWriter().slot(new Slot.Instant(1000)).sql(" AND t <= "))
            .slot(new Slot.Instant(0))
            .sql(" LIMIT ")
            .slot(new Slot.Limit())
            .template();

    assertThat(template.write(EntityKeys.of(Items.of("a", "b'c")), 5000, RequestValues.NONE, 7))
        .isEqualTo("k IN ('a', 'b''c') AND t > 4000 AND t <= 5000 LIMIT 7");
    assertThat(template.write(EntityKeys.of(Items.of(-1, 2)), 0, RequestValues.NONE, 1))
        .isEqualTo("k IN (-1, 2) AND t > -1000 AND t <= 0 LIMIT 1");
  }
}
