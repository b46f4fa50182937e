package io.nearline.ingest.record;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers that came as decimal text. */
final class NumberText {
  /** More than any 64-bit integer or double needs; parsing takes time quadratic in the length. */
  private static final int LONGEST = 64;

  private NumberText() {}

  /** Returns the 64-bit integer that a text is exactly, such as {@code 5}, {@code 5.0}, 5e3. */
  static OptionalLong integer(String text) {
    return decimal(text)
        .flatMap(
            decimal -> {
              try {
                return Optional.of(decimal.longValueExact());
              } catch (ArithmeticException e) {
                return Optional.empty();
              }
            })
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Returns the finite double nearest to the number that a text is. */
  static OptionalDouble number(String text) {
    return decimal(text)
        .map(BigDecimal::doubleValue)
        .filter(Double::isFinite)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static Optional<BigDecimal> decimal(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
