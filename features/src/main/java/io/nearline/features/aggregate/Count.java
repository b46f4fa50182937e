package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/** {@code count}: how many actions there are; 0 over nothing. */
public record Count() implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of(
          "count", AggregateRule.Of.NOTHING, Count::make, AggregateRule.Option.HALF_LIFE);

  private static Aggregate make(Arguments arguments) {
    return arguments.halfLife().<Aggregate>map(DecayedCount::new).orElseGet(Count::new);
  }

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.INT64;
  }

  @Override
  public List<Field> fields() {
    return List.of();
  }

  @Override
  public Optional<Field> needed() {
    return Optional.empty();
  }

  @Override
  public String text() {
    return name();
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Evaluated.int64(selection.size());
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.Count()), (terms, asOfMillis) -> Evaluated.int64(terms.int64(0)));
  }
}
