package io.nearline.features.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.TestAttributes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionCompilerTest {
  private static final ConditionCompiler COMPILER = new ConditionCompiler(TestAttributes.CATALOGUE);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          true -> true
          false -> false
          verb == "job-apply" -> verb == "job-apply"
          verb == 'it\\'s "so"' -> verb == "it's \\"so\\""
          "job-apply" != verb -> verb != "job-apply"
          5 < actor -> actor > 5
          actor >= -9223372036854775808 -> actor >= -9223372036854775808
          actor > 1.5 -> actor > 1
          actor >= 1.5 -> actor >= 2
          actor < -1.5 -> actor < -1
          actor <= -1.5 -> actor <= -2
          actor == 1.5 -> false
          actor != 1.5 -> true
          actor == 2.0 -> actor == 2
          actor < 1e300 -> true
          actor > 1e300 -> false
          actor >= -1e300 -> true
          objectAttributes.stock <= 1e300 -> has(objectAttributes.stock)
          objectAttributes.stock != 0.5 -> has(objectAttributes.stock)
          objectAttributes.stock < 9223372036854775808.0 -> has(objectAttributes.stock)
          objectAttributes.stock >= -9223372036854775808.0 -> objectAttributes.stock >= -9223372036854775808
          objectAttributes.price == 5 -> objectAttributes.price == 5.0
          -5 <= objectAttributes.price -> objectAttributes.price >= -5.0
          objectAttributes.price > -0.0 -> objectAttributes.price > 0.0
          objectAttributes.price == 9007199254740993 -> false
          objectAttributes.price != 9007199254740993 -> has(objectAttributes.price)
          objectAttributes.price < 9007199254740993 -> objectAttributes.price <= 9.007199254740992E15
          objectAttributes.price >= 9007199254740993 -> objectAttributes.price >= 9.007199254740994E15
          objectAttributes.price > 9007199254740995 -> objectAttributes.price >= 9.007199254740996E15
          objectAttributes.price in [1, 2.5, 9007199254740993] -> objectAttributes.price in [1.0, 2.5]
          objectAttributes.price in [1, 2] -> objectAttributes.price in [1.0, 2.0]
          actor in [1.0, 2.0, 2.5] -> actor in [1, 2]
          actor in [1.5] -> false
          verb in [] -> false
          verb in ["a"] -> verb == "a"
          verb in ["a", "b", "a"] -> verb in ["a", "b"]
          objectAttributes.geo >= "a" -> objectAttributes.geo >= "a"
          objectAttributes.geo == objectAttributes.city -> objectAttributes.geo == objectAttributes.city
          objectAttributes.stock < timestamp -> objectAttributes.stock < timestamp
          object.startsWith("job:") -> object.startsWith("job:")
          !object.startsWith("job:") -> !object.startsWith("job:")
          has(objectAttributes.geo) -> has(objectAttributes.geo)
          !has(objectAttributes.geo) -> !has(objectAttributes.geo)
          objectAttributes.remote -> objectAttributes.remote == true
          !objectAttributes.remote -> !(objectAttributes.remote == true)
          objectAttributes.remote == false -> objectAttributes.remote == false
          (verb == "a") && (verb == "b" && (actor == 1)) -> verb == "a" && verb == "b" && actor == 1
          verb == "a" && (verb == "b" || actor == 1) -> verb == "a" && (verb == "b" || actor == 1)
          (verb == "a" && verb == "b") || actor == 1 -> verb == "a" && verb == "b" || actor == 1
          !!(verb == "a") -> verb == "a"
          !(verb == "a" || actor == 1) -> !(verb == "a" || actor == 1)
          verb == "a" || true -> true
          verb == "a" && true -> verb == "a"
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
          verb = "x" -> verb = "x" at 1:6 (expected: valid CEL: == for equality)
          verb == -> verb == at 1:8 (expected: valid CEL: mismatched input '<EOF>')
          verb == 1 -> verb == 1 at 1:6 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(string, int)')
          verb && true -> verb && true at 1:6 (expected: a condition that type-checks: found no matching overload for '_&&_' applied to '(string, bool)')
          actor -> actor at 1:1 (expected: a condition that type-checks: expected type 'bool' but found 'int')
          5 -> 5 at 1:1 (expected: a condition that type-checks: expected type 'bool' but found 'int')
          verbs == "x" -> verbs at 1:1 (expected: one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml; did you mean verb?)
          objectAttributes.geoo == "x" -> objectAttributes.geoo at 1:17 (expected: one of eventId, actor, verb, object, timestamp, or an attribute declared in attributes.yaml; did you mean objectAttributes.geo?)
          objectAttributes == "x" -> objectAttributes == "x" at 1:18 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(nearline.objectAttributes, string)')
          objectAttributes -> objectAttributes at 1:1 (expected: a condition that type-checks: expected type 'bool' but found 'nearline.objectAttributes')
          objectAttributes.geo.x == "y" -> objectAttributes.geo.x == "y" at 1:21 (expected: a condition that type-checks: type 'string' does not support field selection)
          has(verb) -> has(verb) at 1:4 (expected: valid CEL: invalid argument to has() macro)
          has(objectAttributes) -> has(objectAttributes) at 1:4 (expected: valid CEL: invalid argument to has() macro)
          has(objectAttributes.stock) != true -> has(objectAttributes.stock) as an operand at 1:4 (expected: has() or !has() by itself, compared with nothing)
          has(objectAttributes.geo) in [true] -> has(objectAttributes.geo) as an operand at 1:4 (expected: has() or !has() by itself, compared with nothing)
          size(verb) > 3 -> size() at 1:5 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb.size() > 3 -> size() at 1:10 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          actor + 1 == 2 -> + at 1:7 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          -actor == 2 -> - at 1:1 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb.endsWith("x") -> endsWith() at 1:14 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb.matches("x") -> matches() at 1:13 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb.contains("x") -> contains() at 1:14 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb == "a" ? true : false -> ?: at 1:13 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          1 == 1 -> 1 == 1 at 1:3 (expected: a field on at least one side)
          (verb == "a") == true -> == as an operand at 1:7 (expected: a field; conditions have == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          objectAttributes.remote < true -> < between booleans at 1:25 (expected: == or !=)
          objectAttributes.geo < objectAttributes.city -> < between string fields at 1:22 (expected: == or !=, or a literal on one side)
          objectAttributes.geo < "\uD83D\uDE00" -> < "\uD83D\uDE00" at 1:22 (expected: a literal of characters below U+D800, whose order is the same in every system)
          objectAttributes.price == objectAttributes.stock -> double == int64 at 1:24 (expected: fields of the same type)
          objectAttributes.price < objectAttributes.stock -> double < int64 at 1:24 (expected: fields of the same type)
          objectAttributes.embedding == [1.0] -> objectAttributes.embedding of vector(3) at 1:17 (expected: a field that is a single value)
          has(objectAttributes.embedding) -> objectAttributes.embedding of vector(3) at 1:4 (expected: a field that is a single value)
          objectAttributes.price in objectAttributes.embedding -> in something else than a list at 1:43 (expected: a list of literals and request values)
          verb in [object] -> no literal at 1:10 (expected: a list of literals and request values)
          verb in ["a", 1] -> 1 at 1:15 (expected: a literal of type string)
          verb in {"a": 1} -> in something else than a list at 1:9 (expected: a list of literals and request values)
          "a".startsWith(verb) -> a literal as an operand at 1:1 (expected: a field; conditions have == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb.startsWith(object) -> startsWith of no literal at 1:16 (expected: startsWith("a literal") or startsWith(request.name))
          objectAttributes.geo == null -> objectAttributes.geo == null at 1:22 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(string, null)')
          actor == 1u -> actor == 1u at 1:7 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(int, uint)')
          objectAttributes.price < 1e999 -> Infinity at 1:26 (expected: a finite number)
          actor < 99999999999999999999 -> actor < 99999999999999999999 at 1:9 (expected: valid CEL: For input string: "99999999999999999999")
          [1,2].exists(x, x == actor) -> exists() at 1:13 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb[0] == "a" -> [] at 1:5 (expected: what conditions have: == != < <= > >= in && || ! has() startsWith over fields, literals and request.*)
          verb == b"a" -> verb == b"a" at 1:6 (expected: a condition that type-checks: found no matching overload for '_==_' applied to '(string, bytes)')
          """)
  void refuses(String text, String message) {
    assertThatThrownBy(() -> COMPILER.compile(text))
        .isInstanceOf(ConditionException.class)
        .hasMessage(message);
  }
}
