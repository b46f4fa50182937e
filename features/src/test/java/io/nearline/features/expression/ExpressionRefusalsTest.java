package io.nearline.features.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no expression over {@link KnownInputs}, and what is said of it. */
class ExpressionRefusalsTest {
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
    return catchThrowableOfType(ExpressionException.class, () -> KnownInputs.bind(text));
  }
}
