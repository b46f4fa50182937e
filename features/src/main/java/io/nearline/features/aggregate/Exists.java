package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.List;
import java.util.Optional;

/** {@code exists}: whether there is any action; false over nothing. */
public record Exists() implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of("exists", AggregateRule.Of.NOTHING, arguments -> new Exists());

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return ScalarType.BOOL;
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
    return Evaluated.present(new Value.Bool(selection.size() > 0));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Decomposition.of(
        List.of(new Term.Count()),
        (terms, asOfMillis) -> Evaluated.present(new Value.Bool(terms.int64(0) > 0)));
  }
}
