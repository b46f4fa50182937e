package io.nearline.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean, over {@link KnownInputs}. */
class ExpressionTest {
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
    assertThat(KnownInputs.evaluated(text)).isEqualTo(value);
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
    assertThat(KnownInputs.evaluated(text)).isEqualTo(value);
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
    assertThat(KnownInputs.evaluated(text)).isEqualTo(value);
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
    assertThat(KnownInputs.evaluated(text)).isEqualTo(value);
    assertThat(KnownInputs.bind(text).text()).contains(read);
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
    assertThat(KnownInputs.bind(text).text()).isEqualTo(canonical);
  }

  @Test
  void namesEachFeatureOnceInOrder() {
    assertThat(ParsedExpression.parse("b.x + min(a, b.x, c) * a").references())
        .extracting(Reference::text)
        .containsExactly("b.x", "a", "c");
  }
}
