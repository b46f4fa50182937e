package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.Optional;

/**
 * {@code stddev}: the square root of the {@link Variance}, which is the population's; missing ones
 * skipped, 0 for one value, no value over nothing.
 *
 * @param field an int64 or double field
 */
public record StandardDeviation(Field field) implements OfField {
  static final AggregateRule RULE =
      AggregateRule.of("stddev", Numbers.OF, arguments -> new StandardDeviation(arguments.field()));

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.DOUBLE;
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Spread.of(Numbers.present(selection, field))
        .map(spread -> Evaluated.float64(spread.standardDeviation()))
        .orElse(Evaluated.EMPTY_WINDOW);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
