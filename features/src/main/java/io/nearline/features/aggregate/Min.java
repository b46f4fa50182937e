package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.Optional;

/**
 * {@code min}: the least value, missing ones skipped, no value over nothing. Strings are ordered by
 * their UTF-8 bytes; integers stay exact.
 *
 * @param field an int64, double or string field
 */
public record Min(Field field) implements OfField {
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
  public Evaluated evaluate(Selection selection) {
    return Extreme.of(selection, field, 1);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Extreme.decomposition(field, new Term.Min(field));
  }
}
