package io.nearline.features.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.TestAttributes;
import io.nearline.features.action.Action;
import io.nearline.features.action.Attributes;
import io.nearline.features.field.ActionTable;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions that read values which come with the call. */
class RequestConditionTest {
  private static final ConditionCompiler COMPILER = new ConditionCompiler(TestAttributes.CATALOGUE);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          request.geo == objectAttributes.geo -> objectAttributes.geo == request.geo
          request.min <= objectAttributes.price -> objectAttributes.price >= request.min
          objectAttributes.stock < request.most -> objectAttributes.stock < request.most
          verb in ["a", request.verb] -> verb in ["a", request.verb]
          verb in [request.verb] -> verb == request.verb
          verb in [request.verb, request.verb] -> verb == request.verb
          object.startsWith(request.prefix) -> object.startsWith(request.prefix)
          !object.startsWith(request.prefix) -> !object.startsWith(request.prefix)
          objectAttributes.remote != request.remote -> objectAttributes.remote != request.remote
          objectAttributes.price in [1, request.price] -> objectAttributes.price in [1.0, request.price]
          request.geo == objectAttributes.geo || request.geo == objectAttributes.city -> objectAttributes.geo == request.geo || objectAttributes.city == request.geo
          """)
  void translates(String text, String canonical) {
    Condition condition = COMPILER.compile(text);
    assertThat(condition.text()).isEqualTo(canonical);
    assertThat(COMPILER.compile(canonical)).isEqualTo(condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          request.a == request.b -> request.a == request.b at 1:11 (expected: a field on at least one side)
          request.a > 5 -> request.a > 5 at 1:11 (expected: a field on at least one side)
          "x" == request.a -> "x" == request.a at 1:5 (expected: a field on at least one side)
          has(request.x) -> has(request.x) at 1:4 (expected: no has() of request values: a call without one that is read is refused)
          has(request.x) && verb == "a" -> has(request.x) at 1:4 (expected: no has() of request values: a call without one that is read is refused)
          request.x + 1 == actor -> + at 1:11 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          -request.x == actor -> - at 1:1 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          request.flag -> request.flag as an operand at 1:8 (expected: a field; conditions have == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          request.flag && verb == "a" -> request.flag as an operand at 1:8 (expected: a field; conditions have == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          request == verb -> request at 1:1 (expected: a value of the call, such as request.geo)
          request.a.b == verb -> .b as an operand at 1:10 (expected: a field; conditions have == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          request["a"] == verb -> [] at 1:8 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          request.x in ["a"] -> request.x as an operand at 1:8 (expected: a field; conditions have == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb in request.verbs -> in something else than a list at 1:16 (expected: a list of literals and request values)
          request.x.startsWith("a") -> request.x as an operand at 1:8 (expected: a field; conditions have == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb < request.verb -> < between a string field and a request value at 1:6 (expected: == or !=, or a literal on one side)
          objectAttributes.remote < request.remote -> < between booleans at 1:25 (expected: == or !=)
          objectAttributes.embedding == request.e -> objectAttributes.embedding of vector(3) at 1:17 (expected: a field that is a single value)
          verb == request.x || actor == request.x -> request.x beside actor of type int64 at 1:38 (expected: string, as beside verb)
          verb in ["a", request.x, 5] -> 5 at 1:26 (expected: a literal of type string)
          """)
  void refuses(String text, String message) {
    assertThatThrownBy(() -> COMPILER.compile(text))
        .isInstanceOf(ConditionException.class)
        .hasMessage(message);
  }

  @Test
  void typesFollowFromTheFields() {
    Condition condition =
        COMPILER.compile(
            "verb == request.a || actor in [1, request.b] || !(request.c < objectAttributes.price)"
                + " || objectAttributes.remote == request.d || object.startsWith(request.a)");
    assertThat(condition.requestValues())
        .containsExactly(
            new RequestValue("a", ScalarType.STRING),
            new RequestValue("b", ScalarType.INT64),
            new RequestValue("c", ScalarType.DOUBLE),
            new RequestValue("d", ScalarType.BOOL));
  }

  @Test
  void meansWhatItMeansWithLiterals() {
    RequestValues values =
        values(Map.of("geo", Items.of("oslo"), "actor", Items.of(5), "empty", Items.of("")));
    assertThat(
            COMPILER
                .compile(
                    "!(objectAttributes.geo == request.geo && actor < request.actor)"
                        + " || verb in [\"a\", request.geo] || object.startsWith(request.empty)")
                .resolve(values))
        .isEqualTo(
            COMPILER.compile(
                "!(objectAttributes.geo == \"oslo\" && actor < 5)"
                    + " || verb in [\"a\", \"oslo\"] || object.startsWith(\"\")"));
  }

  @ParameterizedTest
  @CsvSource({"oslo, true", "rome, false", "__missing__, false"})
  void holdsForTheValueOfTheCall(String geo, boolean expected) {
    Condition condition =
        COMPILER.compile(
            "objectAttributes.geo == request.geo || objectAttributes.city == request.geo");
    Action action =
        new Action("e", 1, null, "v", null, "o", Attributes.of(Map.of("geo", "oslo")), 1);
    ActionTable table = ActionTable.of(List.of(action), condition.fields());

    assertThat(Conditions.bind(condition, table, values(Map.of("geo", Items.of(geo)))).test(0))
        .isEqualTo(expected);
  }

  @Test
  void wantsOneValueOfTheTypeForTheWholeCall() {
    Condition condition = COMPILER.compile("verb == request.v");

    assertThatThrownBy(() -> condition.resolve(RequestValues.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("request.v: nothing (expected: string)");
    assertThatThrownBy(() -> condition.resolve(values(Map.of("v", Items.of(1)))))
        .hasMessage("request.v: int64 (expected: string)");
    assertThatThrownBy(() -> condition.resolve(values(Map.of("v", Items.of("a", "b")))))
        .hasMessage("request.v: 2 values (expected: one for the whole call)");
    assertThatThrownBy(() -> values(Map.of("v", Items.of(new String[0]))))
        .hasMessage("request.v: [] (expected: at least one value, none missing)");
  }

  private static RequestValues values(Map<String, Items> columns) {
    return new RequestValues(columns);
  }
}
