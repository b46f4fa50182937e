package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.MapType;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code histogram}: how often each value occurs, in the order of {@link TopK}. Missing values are
 * skipped; over nothing the map is empty.
 *
 * @param field a string, int64 or bool field
 */
public record Histogram(Field field) implements OfField {
  static final AggregateRule RULE =
      AggregateRule.of("histogram", KeyCounts.OF, Histogram::make, AggregateRule.Option.HALF_LIFE);

  private static Aggregate make(Arguments arguments) {
    return arguments
        .halfLife()
        .<Aggregate>map(halfLife -> new DecayedHistogram(arguments.field(), halfLife))
        .orElseGet(() -> new Histogram(arguments.field()));
  }

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return new MapType((ScalarType) field.type(), ScalarType.INT64);
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Evaluated.present(KeyCounts.of(selection, field).highest(Integer.MAX_VALUE));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.CountsBy(field)),
        (terms, asOfMillis) ->
            Evaluated.present(
                new KeyCounts(terms.keys(0), terms.counts(0)).highest(Integer.MAX_VALUE)));
  }
}
