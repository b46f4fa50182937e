package io.nearline.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.condition.Condition;
import io.nearline.features.condition.ConditionCompiler;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlConditionTest {
  private static final ConditionCompiler COMPILER =
      new ConditionCompiler(Samples.catalogue().attributes());

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "verb == \"o'x\" ~ \"verb\" = 'o''x'",
        "verb in [\"a\", \"b\"] ~ \"verb\" IN ('a', 'b')",
        "objectAttributes.price < 5.5"
            + " ~ (\"objectPrice\" >= -1.7976931348623157E308 AND \"objectPrice\" < 5.5)",
        "objectAttributes.price > 5.5 ~ \"objectPrice\" > 5.5",
        "has(objectAttributes.price) ~ \"objectPrice\" >= -1.7976931348623157E308",
        "!has(objectAttributes.price) ~ \"objectPrice\" < -1.7976931348623157E308",
        "has(objectAttributes.geo) ~ \"objectGeo\" <> '__missing__'",
        "!has(objectAttributes.stock) ~ \"objectStock\" = -9223372036854775808",
        "objectAttributes.promoted == true ~ \"objectPromoted\" = 1",
        "has(objectAttributes.promoted) ~ \"objectPromoted\" <> -1",
        "objectAttributes.remote == false"
            + " ~ JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " = 'false'",
        "has(objectAttributes.remote)"
            + " ~ JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " IN ('true', 'false')",
        "!has(objectAttributes.remote)"
            + " ~ (JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " <> 'true' AND"
            + " JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " <> 'false')",
        "objectAttributes.remote != true"
            + " ~ (JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " IN ('true', 'false') AND"
            + " JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " <> 'true')",
        "verbAttributes.dwell_ms >= 10"
            + " ~ JSON_EXTRACT_SCALAR(\"verbAttributes\", '$.dwell_ms', 'LONG',"
            + " -9223372036854775808) >= 10",
        "verbAttributes.score > 0.5"
            + " ~ JSON_EXTRACT_SCALAR(\"verbAttributes\", '$.score', 'DOUBLE', '-Infinity') > 0.5",
        "object.startsWith(\"job:\") ~ startsWith(\"object\", 'job:')",
        "!object.startsWith(\"job:\") ~ startsWith(\"object\", 'job:') = false",
        "verb == \"a\" && (actor == 1 || actor == -1)"
            + " ~ (\"verb\" = 'a' AND (\"actor\" = 1 OR \"actor\" = -1))",
      })
  void conditionsInSql(String cel, String sql) {
    assertThat(sql(COMPILER.compile(cel))).isEqualTo(sql);
  }

  @Test
  void booleansOfDifferentKindsAreComparedByTheirLiterals() {
    assertThat(sql(COMPILER.compile("objectAttributes.promoted == objectAttributes.remote")))
        .contains("\"objectPromoted\" = 1 AND JSON_EXTRACT_SCALAR(")
        .contains(" = 'true') OR (\"objectPromoted\" = 0 AND JSON_EXTRACT_SCALAR(")
        .contains(" = 'false')");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "verb == request.text ~ \"verb\" = 'o''x'",
        "object.startsWith(request.text) ~ startsWith(\"object\", 'o''x')",
        "actor in [1, request.number] ~ \"actor\" IN (1, -7)",
        "request.double < objectAttributes.price"
            + " ~ (\"objectPrice\" >= -1.7976931348623157E308 AND \"objectPrice\" > 2.5)",
        "objectAttributes.promoted == request.bool"
            + " ~ (\"objectPromoted\" <> -1 AND \"objectPromoted\" = 1)",
        "objectAttributes.remote == request.bool"
            + " ~ (JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " IN ('true', 'false') AND"
            + " JSON_EXTRACT_SCALAR(\"objectAttributes\", '$.remote', 'STRING', '__missing__')"
            + " = 'true')",
      })
  void valuesOfTheCallAreLiteralsOnceTheyAreKnown(String cel, String sql) {
    Items.Builder number = Items.builder(ScalarType.DOUBLE, 1);
    number.add(2.5);
    Items.Builder bool = Items.builder(ScalarType.BOOL, 1);
    bool.add(true);
    RequestValues values =
        new RequestValues(
            Map.of(
                "text", Items.of("o'x"),
                "number", Items.of(-7),
                "double", number.build(),
                "bool", bool.build()));
    SqlWriter open = new SqlWriter();
    Condition condition = COMPILER.compile(cel);
    SqlCondition.write(open, condition);

    assertThat(open.template().write(EntityKeys.of(Items.of(1)), 0, values, 1)).isEqualTo(sql);
  }

  @Test
  void neverIsWhatNoStatementLetsThrough() {
    assertThat(sql(Condition.never())).isEqualTo("\"verb\" = 'nearline.heartbeat'");
  }

  private static String sql(Condition condition) {
    SqlWriter sql = new SqlWriter();
    SqlCondition.write(sql, condition);
    return sql.toString();
  }
}
