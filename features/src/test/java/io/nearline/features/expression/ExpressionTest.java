package io.nearline.features.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearline.features.request.RequestValue;
import io.nearline.features.type.MapType;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.type.VectorType;
import io.nearline.features.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean. Names that begin with {@code no} have no value. */
class ExpressionTest {
  private record Known(ValueType type, @Nullable Value value) {}

  private static final Map<String, Known> KNOWN = new HashMap<>();

  static {
    put("three", ScalarType.INT64, new Value.Int64(3));
    put("zero", ScalarType.INT64, new Value.Int64(0));
    put("long", ScalarType.INT64, new Value.Int64(Long.MAX_VALUE));
    put("noInt", ScalarType.INT64, null);
    put("half", ScalarType.DOUBLE, new Value.Float64(0.5));
    put("huge", ScalarType.DOUBLE, new Value.Float64(1e308));
    put("infinite", ScalarType.DOUBLE, new Value.Float64(Double.POSITIVE_INFINITY));
    put("noDouble", ScalarType.DOUBLE, null);
    put("yes", ScalarType.BOOL, new Value.Bool(true));
    put("nay", ScalarType.BOOL, new Value.Bool(false));
    put("noBool", ScalarType.BOOL, null);
    put("text", ScalarType.STRING, new Value.Text("x"));
    put("empty", ScalarType.STRING, new Value.Text(""));
    put("noText", ScalarType.STRING, null);
    put("other.text", ScalarType.STRING, new Value.Text("y"));
    put("v", new VectorType(2), new Value.Vector(1, 2));
    put("w", new VectorType(2), new Value.Vector(3, -4));
    put("null_vector", new VectorType(2), new Value.Vector(0, 0));
    put("noVector", new VectorType(2), null);
    put("v3", new VectorType(3), new Value.Vector(1, 2, 3));
    put("map", new MapType(ScalarType.STRING, ScalarType.INT64), null);
  }

  private static void put(String name, ValueType type, @Nullable Value value) {
    KNOWN.put(name, new Known(type, value));
  }

  /** One row: text values of the call are "r", numbers 7, vectors (1, 0). */
  private record Row(List<Known> byIndex) implements Inputs {

    @Override
    public @Nullable Value feature(int index) {
      return byIndex.get(index).value();
    }

    @Override
    public Value request(RequestValue value) {
      return value.type() instanceof VectorType
          ? new Value.Vector(1, 0)
          : switch ((ScalarType) value.type()) {
            case STRING -> new Value.Text("r");
            case INT64 -> new Value.Int64(7);
            case DOUBLE -> new Value.Float64(7);
            case BOOL -> new Value.Bool(true);
          };
    }
  }

  private static Expression bind(String text, Known[] byIndex) {
    ParsedExpression parsed = ParsedExpression.parse(text);
    Map<String, Input> inputs = new HashMap<>();
    for (Reference reference : parsed.references()) {
      Known known = Objects.requireNonNull(KNOWN.get(reference.text()));
      byIndex[inputs.size()] = known;
      inputs.put(
          reference.text(), new Input(inputs.size(), "s@1." + reference.text(), known.type()));
    }
    return parsed.bind(inputs).expression();
  }

  private static String evaluated(String text) {
    Known[] byIndex = new Known[9];
    Expression expression = bind(text, byIndex);
    Value value = expression.evaluate(new Row(Arrays.asList(byIndex)));
    return expression.type().text() + " " + value;
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          three + half -> double Float64[value=3.5]
          three - 5 -> double Float64[value=-2.0]
          three * three -> double Float64[value=9.0]
          three / 2 -> double Float64[value=1.5]
          1 / 3 * 3 -> double Float64[value=1.0]
          three / zero -> double null
          zero / zero -> double null
          huge * 10 -> double null
          infinite -> double null
          infinite - infinite -> double null
          noInt + 1 -> double null
          1 + noDouble -> double null
          -three -> double Float64[value=-3.0]
          -zero -> double Float64[value=0.0]
          zero * -1 -> double Float64[value=0.0]
          noInt * 0 -> double null
          log1p(zero) -> double Float64[value=0.0]
          log1p(-1) -> double null
          log(zero) -> double null
          log(-three) -> double null
          log(exp(1)) -> double Float64[value=1.0]
          exp(1000) -> double null
          sqrt(three + 1) -> double Float64[value=2.0]
          sqrt(-1) -> double null
          abs(-2.5) -> double Float64[value=2.5]
          abs(noInt) -> double null
          min(three, half, 7) -> double Float64[value=0.5]
          max(three, half, 7) -> double Float64[value=7.0]
          max(three, noDouble) -> double null
          double(three) -> double Float64[value=3.0]
          double(noInt) -> double null
          ratio(three, 2, 9) -> double Float64[value=1.5]
          ratio(three, zero, 9) -> double Float64[value=9.0]
          ratio(noInt, 2, 9) -> double Float64[value=9.0]
          ratio(three, noDouble, 9) -> double Float64[value=9.0]
          ratio(three, zero, noDouble) -> double null
          ratio(zero, three, 9) -> double Float64[value=0.0]
          ratio(huge, 1e-9, 9) -> double null
          """)
  void numbers(String text, String value) {
    assertThat(evaluated(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          three == 3 -> bool Bool[value=true]
          three == 3.0 -> bool Bool[value=true]
          three != 3 -> bool Bool[value=false]
          long == 9223372036854775806 -> bool Bool[value=false]
          long > 9223372036854775806 -> bool Bool[value=true]
          half < three -> bool Bool[value=true]
          half >= three -> bool Bool[value=false]
          0.0 == -0.0 -> bool Bool[value=true]
          noInt == noInt -> bool null
          noInt != 3 -> bool null
          text == "x" -> bool Bool[value=true]
          text != other.text -> bool Bool[value=true]
          empty == "" -> bool Bool[value=true]
          noText == "" -> bool null
          yes == nay -> bool Bool[value=false]
          !yes -> bool Bool[value=false]
          !noBool -> bool null
          yes && nay -> bool Bool[value=false]
          nay && noBool -> bool Bool[value=false]
          noBool && nay -> bool Bool[value=false]
          yes && noBool -> bool null
          noBool && yes -> bool null
          noBool && noBool -> bool null
          yes || noBool -> bool Bool[value=true]
          noBool || yes -> bool Bool[value=true]
          nay || noBool -> bool null
          noBool || nay -> bool null
          nay || nay -> bool Bool[value=false]
          yes ? three : zero -> int64 Int64[value=3]
          nay ? three : half -> double Float64[value=0.5]
          yes ? three : half -> double Float64[value=3.0]
          yes ? three : noInt -> int64 Int64[value=3]
          yes ? noInt : three -> int64 null
          noBool ? three : three -> int64 null
          yes ? text : "z" -> string Text[value=x]
          coalesce(noInt, three) -> int64 Int64[value=3]
          coalesce(zero, three) -> int64 Int64[value=0]
          coalesce(noInt, half) -> double Float64[value=0.5]
          coalesce(three, half) -> double Float64[value=3.0]
          coalesce(noDouble, 0) -> double Float64[value=0.0]
          coalesce(empty, text) -> string Text[value=]
          coalesce(noText, noText, "z") -> string Text[value=z]
          coalesce(noText, noText) -> string null
          coalesce(noBool, false) -> bool Bool[value=false]
          coalesce(three / zero, 7.0) -> double Float64[value=7.0]
          coalesce(noVector, v) -> vector(2) Vector[1.0, 2.0]
          """)
  void conditionsAndChoices(String text, String value) {
    assertThat(evaluated(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          dot(v, w) -> double Float64[value=-5.0]
          dot(v, null_vector) -> double Float64[value=0.0]
          dot(v, noVector) -> double null
          cosine(v, v) -> double Float64[value=1.0]
          cosine(w, v) -> double Float64[value=-0.4472135954999579]
          cosine(v, null_vector) -> double null
          cosine(noVector, v) -> double null
          v -> vector(2) Vector[1.0, 2.0]
          yes ? v : w -> vector(2) Vector[1.0, 2.0]
          """)
  void vectors(String text, String value) {
    assertThat(evaluated(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          request.x * three -> double Float64[value=21.0] -> request.x: double
          ratio(three, request.x, 0) * 7 -> double Float64[value=3.0] -> request.x: double
          cosine(v, request.q) -> double Float64[value=0.4472135954999579] -> request.q: vector(2)
          dot(request.q, w) -> double Float64[value=3.0] -> request.q: vector(2)
          three == request.n -> bool Bool[value=false] -> request.n: int64
          request.n < half -> bool Bool[value=false] -> request.n: double
          request.t == text -> bool Bool[value=false] -> request.t: string
          request.yes && yes -> bool Bool[value=true] -> request.yes: bool
          coalesce(noText, request.t) -> string Text[value=r] -> request.t: string
          coalesce(request.n, noInt) -> int64 Int64[value=7] -> request.n: int64
          coalesce(noInt, request.n, half) -> double Float64[value=7.0] -> request.n: double
          yes ? request.q : v -> vector(2) Vector[1.0, 0.0] -> request.q: vector(2)
          """)
  void valuesOfTheCallTakeTheTypeOfWhatStandsBesideThem(String text, String value, String read) {
    assertThat(evaluated(text)).isEqualTo(value);
    assertThat(bind(text, new Known[9]).text()).contains(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          request.x -> request.x at 1:8 (expected: a value of the call beside something that gives it its type)
          request.x == request.y -> request.y at 1:21 (expected: a value of the call beside something that gives it its type)
          cosine(request.q, request.r) -> request.r at 1:26 (expected: a value of the call beside something that gives it its type)
          coalesce(request.x, request.y) -> request.x at 1:17 (expected: a value of the call beside something that gives it its type)
          text == request.x || request.x > half -> request.x of type double at 1:29 (expected: the type string, as where it stands first)
          """)
  void refusesValuesOfTheCallThatHaveNoOneType(String text, String problem) {
    assertThat(refusal(text)).hasMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          three+half*2 -> (s@1.three + (s@1.half * 2.0))
          (three + half) * 2.0 -> ((s@1.three + s@1.half) * 2.0)
          three - half - 1 -> ((s@1.three - s@1.half) - 1.0)
          three > 2 && !yes -> ((s@1.three > 2) && !s@1.yes)
          half > 2 -> (s@1.half > 2.0)
          three > half -> (double(s@1.three) > s@1.half)
          coalesce(half, 0) -> coalesce(s@1.half, 0.0)
          yes ? -half : log1p(half) -> (s@1.yes ? -(s@1.half) : log1p(s@1.half))
          ratio(three, half, 0) -> ratio(s@1.three, s@1.half, 0.0)
          other.text == 'q"' -> (s@1.other.text == "q\\"")
          cosine( v , w ) -> cosine(s@1.v, s@1.w)
          max(1, half) -> max(1.0, s@1.half)
          double(1) + half -> (1.0 + s@1.half)
          """)
  void canonicalText(String text, String canonical) {
    assertThat(bind(text, new Known[9]).text()).isEqualTo(canonical);
  }

  @Test
  void namesEachFeatureOnceInOrder() {
    assertThat(ParsedExpression.parse("b.x + min(a, b.x, c) * a").references())
        .extracting(Reference::text)
        .containsExactly("b.x", "a", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          log1p(text) -> text of type string at 1:7 (expected: a number)
          three + yes -> yes of type bool at 1:9 (expected: a number)
          "a" + three -> "a" of type string at 1:1 (expected: a number)
          !three -> three of type int64 at 1:2 (expected: a boolean)
          yes && 1 -> 1 of type int64 at 1:8 (expected: a boolean)
          three ? 1 : 2 -> three of type int64 at 1:1 (expected: a boolean)
          yes ? three : text -> text of type string at 1:15 (expected: a number, as the first one)
          coalesce(half, 1, yes) -> yes of type bool at 1:19 (expected: a number, as the first one)
          coalesce(v, v3) -> v3 of type vector(3) at 1:13 (expected: vector(2), as what it stands beside)
          cosine(v, v3) -> v3 of type vector(3) at 1:11 (expected: vector(2), as what it stands beside)
          dot(v, three) -> three of type int64 at 1:8 (expected: vector(2), as what it stands beside)
          dot(three, v) -> three of type int64 at 1:5 (expected: a vector)
          v == w -> v of type vector(2) at 1:1 (expected: a single value in a comparison)
          text == 1 -> 1 of type int64 at 1:9 (expected: string, as what it stands beside)
          text < "b" -> < between strings at 1:6 (expected: == or !=)
          yes <= nay -> <= between bools at 1:5 (expected: == or !=)
          map -> map of type map(string, int64) at 1:1 (expected: a feature whose values are numbers, booleans, strings or vectors)
          ratio(three, half) -> ratio() of 2 arguments at 1:6 (expected: ratio(a, b, default))
          log1p() -> log1p() of 0 arguments at 1:6 (expected: log1p(x))
          coalesce(three) -> coalesce() of 1 arguments at 1:9 (expected: coalesce(a, b, …))
          min(three) -> min() of 1 arguments at 1:4 (expected: min(a, b, …))
          half == null -> null at 1:9 (expected: no null, which no value equals; coalesce(a, b) replaces it)
          1e999 + half -> Infinity at 1:1 (expected: a finite number)
          3u + half -> a literal of UINT64_VALUE at 1:1 (expected: string, int, double or bool)
          """)
  void refusesTypesThatDoNotFit(String text, String problem) {
    assertThat(refusal(text)).hasMessage(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          three % 2 -> % at 1:7 (expected: what expressions have: + - * / == != < <= > >= && || ! ?: ratio()
          rato(three, half, 0) -> rato() at 1:5 (expected: what expressions have:
          text.size() -> size() at 1:10 (expected: what expressions have:
          has(other.text) -> has() at 1:4 (expected: what expressions have:
          [1, 2] -> a list at 1:1 (expected: what expressions have:
          three in [1, 2] -> in at 1:7 (expected: what expressions have:
          {"a": 1} -> a map at 1:1 (expected: what expressions have:
          """)
  void refusesWhatTheLanguageDoesNotHave(String text, String problem) {
    assertThat(refusal(text)).hasMessageStartingWith(problem);
    assertThat(refusal("rato(three, half, 0)")).hasMessageEndingWith("; did you mean ratio()?)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      textBlock =
          """
          three + -> three + at 1:8 (expected: valid CEL: mismatched input '<EOF>')
          three = 3 -> three = 3 at 1:7 (expected: valid CEL: == for equality)
          three@7h + 1 -> three@7h + 1 at 1:6 (expected: valid CEL: a feature's name without @, of a window that the definition says)
          9223372036854775808 -> 9223372036854775808 at 1:1 (expected: valid CEL:
          """)
  void refusesWhatIsNoCel(String text, String problem) {
    assertThat(refusal(text)).hasMessageStartingWith(problem);
  }

  private static ExpressionException refusal(String text) {
    return catchThrowableOfType(ExpressionException.class, () -> bind(text, new Known[9]));
  }
}
