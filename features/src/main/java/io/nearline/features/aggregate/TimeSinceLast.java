package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code time_since_last}: how many milliseconds before the instant of the evaluation the newest
 * action was, from 0; no value over nothing.
 */
public record TimeSinceLast() implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of(
          "time_since_last", AggregateRule.Of.NOTHING, arguments -> new TimeSinceLast());

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
    return List.of(StandardField.TIMESTAMP);
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
    return ActionAge.of(selection, Math::max);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return ActionAge.decomposition(new Term.Max(StandardField.TIMESTAMP));
  }
}
