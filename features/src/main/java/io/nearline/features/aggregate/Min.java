package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code min}: the least value, missing ones skipped, no value over nothing. Strings are ordered by
 * their UTF-8 bytes; integers stay exact.
 *
 * @param field an int64, double or string field
 */
public record Min(Field field) implements Aggregate {
  static final AggregateRule RULE =
      AggregateRule.of("min", Extreme.OF, arguments -> new Min(arguments.field()));

  @Override
  public String name() {
    return RULE.name();
  }

  @Override
  public ValueType type() {
    return field.type();
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
    return name() + "(" + field.text() + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Extreme.of(selection, field, 1);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Extreme.decomposition(field, new Term.Min(field));
  }
}
