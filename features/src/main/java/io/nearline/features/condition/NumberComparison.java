package io.nearline.features.condition;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Comparisons of a field with a number literal, exact whatever their types: the literal is moved to
 * the field's own type such that the comparison means the same for every value that the field can
 * have. So {@code actor > 1.5} becomes {@code actor > 1}, and no comparison rounds at 2^53.
 */
final class NumberComparison {
  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private NumberComparison() {}

  /** Returns the comparison of an int64 or double field with an int64 or double literal. */
  static Condition of(Field field, Comparator comparator, Literal literal) {
    if (field.type() == literal.type()) {
      return new Atom.Comparison(field, comparator, literal);
    }
    return literal instanceof Literal.Float64 number
        ? ofInt64(field, comparator, new BigDecimal(number.value()))
        : ofDouble(field, comparator, ((Literal.Int64) literal).value());
  }

  /** Returns the literal of a type that is exactly the same number, if there is one. */
  static Optional<Literal> exactly(Literal literal, ScalarType type) {
    if (literal.type() == type) {
      return Optional.of(literal);
    }
    if (literal instanceof Literal.Float64 number) {
      BigDecimal value = new BigDecimal(number.value());
      return isInt64(value) && value.stripTrailingZeros().scale() <= 0
          ? Optional.of(new Literal.Int64(value.longValueExact()))
          : Optional.empty();
    }
    long value = ((Literal.Int64) literal).value();
    return new BigDecimal((double) value).compareTo(BigDecimal.valueOf(value)) == 0
        ? Optional.of(new Literal.Float64((double) value))
        : Optional.empty();
  }

  private static Condition ofInt64(Field field, Comparator comparator, BigDecimal value) {
    if (!comparator.isOrder()) {
      return equality(field, comparator, new Literal.Float64(value.doubleValue()));
    }
    // x < 1.5 and x >= 1.5 are the same as with 2; x <= 1.5 and x > 1.5 the same as with 1.
    boolean up = comparator == Comparator.LESS || comparator == Comparator.GREATER_OR_EQUAL;
    BigDecimal bound = value.setScale(0, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
    if (isInt64(bound)) {
      return new Atom.Comparison(field, comparator, new Literal.Int64(bound.longValueExact()));
    }
    boolean less = comparator == Comparator.LESS || comparator == Comparator.LESS_OR_EQUAL;
    return less == bound.signum() > 0 ? Condition.has(field) : Condition.never();
  }

  private static Condition ofDouble(Field field, Comparator comparator, long value) {
    Literal.Int64 literal = new Literal.Int64(value);
    Optional<Literal> exact = exactly(literal, ScalarType.DOUBLE);
    if (exact.isPresent()) {
      return new Atom.Comparison(field, comparator, exact.get());
    }
    double near = (double) value;
    boolean nearIsAbove = new BigDecimal(near).compareTo(BigDecimal.valueOf(value)) > 0;
    return switch (comparator) {
      case EQUAL, NOT_EQUAL -> equality(field, comparator, literal);
      case LESS, LESS_OR_EQUAL ->
          new Atom.Comparison(
              field,
              Comparator.LESS_OR_EQUAL,
              new Literal.Float64(nearIsAbove ? Math.nextDown(near) : near));
      case GREATER, GREATER_OR_EQUAL ->
          new Atom.Comparison(
              field,
              Comparator.GREATER_OR_EQUAL,
              new Literal.Float64(nearIsAbove ? near : Math.nextUp(near)));
    };
  }

  private static Condition equality(Field field, Comparator comparator, Literal literal) {
    return exactly(literal, (ScalarType) field.type())
        .<Condition>map(exact -> new Atom.Comparison(field, comparator, exact))
        .orElse(comparator == Comparator.EQUAL ? Condition.never() : Condition.has(field));
  }

  private static boolean isInt64(BigDecimal value) {
    return value.compareTo(LEAST) >= 0 && value.compareTo(GREATEST) <= 0;
  }
}
