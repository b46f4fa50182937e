package io.nearline.features.expression;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code min(a, b, …)} and {@code max(a, b, …)} of numbers, as a double; null where any of them is.
 *
 * @param end which
 * @param numbers at least two
 */
public record Extreme(End end, List<Expression> numbers) implements Expression {

  /** Which number of several. */
  public enum End {
    /** The least. */
    MIN,
    /** The greatest. */
    MAX
  }

  /** Copies the numbers. */
  public Extreme {
    numbers = List.copyOf(numbers);
  }

  @Override
  public ScalarType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public String text() {
    return end.name().toLowerCase(Locale.ROOT)
        + numbers.stream().map(Expression::text).collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public @Nullable Value evaluate(Inputs inputs) {
    double extreme =
        switch (end) {
          case MIN -> Double.POSITIVE_INFINITY;
          case MAX -> Double.NEGATIVE_INFINITY;
        };
    for (Expression number : numbers) {
      Value value = number.evaluate(inputs);
      if (value == null) {
        return null;
      }
      extreme =
          switch (end) {
            case MIN -> Math.min(extreme, Numbers.of(value));
            case MAX -> Math.max(extreme, Numbers.of(value));
          };
    }
    return new Value.Float64(extreme);
  }
}
