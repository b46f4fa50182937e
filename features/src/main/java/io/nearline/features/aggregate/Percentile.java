package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code percentile}: by nearest rank, so always one of the values. Of {@code n} values in
 * ascending order it is the one at place {@code ceil(p · n)}, counted from 1, and the first for
 * {@code p} 0. Missing ones are skipped, equal ones count each; no value over nothing. Integers are
 * converted to double.
 *
 * @param field an int64 or double field
 * @param p the share, 0 (the least value) to 1 (the greatest), 0.5 being the lower median
 */
public record Percentile(Field field, double p) implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of(
          "percentile",
          Numbers.OF,
          arguments -> new Percentile(arguments.field(), arguments.p()),
          AggregateRule.Option.P);

  /** Checks the share. */
  public Percentile {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p: " + p + " (expected: a number from 0 to 1)");
    }
  }

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public List<Field> fields() {
    return List.of(field);
  }

  @Override
  public Optional<Field> needed() {
    return Optional.of(field);
  }

  @Override
  public String text() {
    String share = share().stripTrailingZeros().toPlainString();
    return name() + "(" + field.text() + ", p: " + share + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    double[] values = Numbers.present(selection, field);
    if (values.length == 0) {
      return Evaluated.EMPTY_WINDOW;
    }
    Arrays.sort(values);
    return Evaluated.float64(values[Math.max(rank(values.length), 1) - 1]);
  }

  /** Multiplies in decimal: in binary, 0.07 · 100 is greater than 7, and its ceiling 8. */
  private int rank(int size) {
    return share()
        .multiply(BigDecimal.valueOf(size))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }

  /** Returns the share as the definition writes it. */
  private BigDecimal share() {
    return BigDecimal.valueOf(p);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
