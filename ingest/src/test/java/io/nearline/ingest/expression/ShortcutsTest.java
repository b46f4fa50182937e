package io.nearline.ingest.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shortcuts say what CEL's interpreter says, or nothing. */
class ShortcutsTest {
  private static final ExpressionScope SCOPE = ExpressionScope.ofJson().with("job");

  /** What a field may be; the last one stands for a field that isn't there. */
  private static final List<Object> VALUES =
      List.of(
          "",
          "a",
          "ab",
          "12",
          "-7",
          "+7",
          "9223372036854775807",
          "9223372036854775808",
          0L,
          12L,
          Long.MIN_VALUE,
          12.0,
          Double.NaN,
          true,
          false,
          NullValue.NULL_VALUE,
          Map.of(),
          Map.of("x", 1L),
          Map.of("x", NullValue.NULL_VALUE),
          List.of("a"),
          BigInteger.ONE.shiftLeft(64),
          ShortcutsTest.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.a",
        "event.a.x",
        "has(event.a)",
        "has(event.a.x)",
        "!event.a",
        "!has(event.a) || !event.a",
        "event.a && event.b",
        "event.a || event.b",
        "event.a == event.b",
        "event.a != event.b",
        "event.a == null",
        "null != event.a",
        "event.a == 12",
        "event.a == 'a'",
        "event.a != true",
        "event.a < event.b",
        "event.a <= event.b",
        "event.a > event.b",
        "event.a >= event.b",
        "event.a + event.b",
        "'job-' + event.a",
        "event.a + 1",
        "string(event.a)",
        "'job:' + string(event.a)",
        "int(event.a)",
        "event.a.startsWith(event.b)",
        "event.a ? event.b : 'no'",
        "has(event.a) ? event.a : event.b",
        "{'one': event.a, 'two': event.b, 'three': 3}",
        "{?'one': event.?a, 'two': event.b}",
        "{?'one': event.?a, ?'two': event.b.?x}",
        "{'one': {'two': event.a}, 'three': job}",
        "job != null && has(job.x)",
        "job",
        "event",
        "{'items': [event.a]}",
        "event.a in ['a', 'b']",
        "event.?a.orValue('none')",
        "event.a.size() > 1",
        "2.5",
        "null",
      })
  void agreeWithTheInterpreter(String text) {
    Expression expression = SCOPE.compile("test", text, kind(text));
    for (Object a : VALUES) {
      for (Object b : VALUES) {
        Map<String, Object> variables = variables(a, b);
        assertThat(outcome(() -> expression.evaluate(variables)))
            .as("%s where a = %s, b = %s", text, a, b)
            .isEqualTo(outcome(() -> CelValues.plain(expression.interpret(variables))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.a",
        "!has(event.bot) || !event.bot",
        "'job-' + event.a",
        "'job:' + string(event.n)",
        "{'device': event.a, 'dwell_ms': event.n}",
        "{'device': event.a, ?'dwell_ms': event.?absent}",
        "job != null && job.x == 1",
        "event.n > 3 ? 'many' : 'few'",
        "int(event.digits)",
        "job",
      })
  void spareTheInterpreterWhatIsPlain(String text) {
    Map<String, Object> event = Map.of("a", "view", "n", 5L, "digits", "77");
    Expression expression = SCOPE.compile("test", text, kind(text));
    assertThat(expression.isQuick(Map.of("event", event, "job", Map.of("x", 1L)))).isTrue();
    assertThat(expression.isQuick(Map.of("event", Map.of("bot", 1L)))).isFalse();
  }

  @Test
  void keepTheOrderOfMembers() throws ExpressionFailedException {
    Expression expression =
        SCOPE.compile("test", "{'z': event.a, 'a': event.a, 'm': 1}", ResultKind.ATTRIBUTES);
    Map<String, Object> variables = variables("v", "w");
    assertThat(expression.evaluate(variables)).hasToString("{z=v, a=v, m=1}");
    assertThat(expression.interpret(variables)).hasToString("{z=v, a=v, m=1}");
  }

  /** Returns a kind that the checker lets pass. */
  private static ResultKind kind(String text) {
    return Arrays.stream(ResultKind.values())
        .filter(kind -> admits(text, kind))
        .findFirst()
        .orElseThrow();
  }

  private static boolean admits(String text, ResultKind kind) {
    try {
      return SCOPE.compile("test", text, kind).text().equals(text);
    } catch (InvalidExpressionException e) {
      return false;
    }
  }

  private static Map<String, Object> variables(Object a, Object b) {
    Map<String, Object> event = new HashMap<>();
    put(event, "a", a);
    put(event, "b", b);
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put(ExpressionScope.EVENT, event);
    put(variables, "job", b);
    return variables;
  }

  private static void put(Map<String, Object> fields, String name, Object value) {
    if (value != ShortcutsTest.class) {
      fields.put(name, value);
    }
  }

  private interface Evaluation {
    @Nullable Object result() throws ExpressionFailedException;
  }

  private static List<Object> outcome(Evaluation evaluation) {
    try {
      Object result = evaluation.result();
      return List.of(
          String.valueOf(result),
          result instanceof Map<?, ?>
              ? "map"
              : result == null ? "null" : result.getClass().getName());
    } catch (ExpressionFailedException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }
}
