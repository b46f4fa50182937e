package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.Optional;

/**
 * {@code variance}: the mean of the squared distances from the mean, of all the values there are
 * (the population's, not a sample's); missing ones skipped, 0 for one value, no value over nothing.
 * Integers are converted to double one by one.
 *
 * @param field an int64 or double field
 */
public record Variance(Field field) implements OfField {
  static final AggregateRule RULE =
      AggregateRule.of("variance", Numbers.OF, arguments -> new Variance(arguments.field()));

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
        .map(spread -> Evaluated.float64(spread.unscaledVariance()))
        .orElse(Evaluated.EMPTY_WINDOW);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
