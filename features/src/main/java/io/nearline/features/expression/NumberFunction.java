package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number: {@code log1p(x)} = ln(1 + x), {@code log(x)} = ln x, {@code exp(x)},
 * {@code sqrt(x)}, {@code abs(x)}, {@code -x}. Doubles; null where the function is not defined.
 *
 * @param function the function
 * @param argument a number
 */
public record NumberFunction(Function function, Expression argument) implements Expression {

  /** A function of a double. */
  public enum Function {
    /** ln(1 + x), exact for small x. */
    LOG1P,
    /** The natural logarithm. */
    LOG,
    /** The power of e. */
    EXP,
    /** The square root. */
    SQRT,
    /** The distance from zero. */
    ABS,
    /** The number with the other sign. */
    NEGATE;

    static Optional<Function> of(String name) {
      return Arrays.stream(values())
          .filter(function -> function != NEGATE && function.text().equals(name))
          .findAny();
    }

    private String text() {
      return this == NEGATE ? "-" : name().toLowerCase(Locale.ROOT);
    }

    double apply(double argument) {
      return switch (this) {
        case LOG1P -> Math.log1p(argument);
        case LOG -> Math.log(argument);
        case EXP -> Math.exp(argument);
        case SQRT -> Math.sqrt(argument);
        case ABS -> Math.abs(argument);
        case NEGATE -> 0 - argument;
      };
    }
  }

  @Override
  public ScalarType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public String text() {
    return function.text() + "(" + argument.text() + ")";
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    Value value = argument.evaluate(inputs);
    return value == null ? null : Numbers.finite(function.apply(Numbers.of(value)));
  }
}
