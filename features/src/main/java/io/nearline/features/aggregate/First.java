package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code first}: the value of the oldest action that has one, no value over nothing. Actions of the
 * same millisecond are ordered by event id, which no database does: it is computed over rows.
 *
 * @param field any field
 */
public record First(Field field) implements OfField {
  static final AggregateRule RULE =
      AggregateRule.of(
          "first",
          AggregateRule.Of.one(ScalarType.values()).orVector(),
          arguments -> new First(arguments.field()));

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
    return List.of(StandardField.TIMESTAMP, StandardField.EVENT_ID, field);
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return TimeOrder.end(selection, field, 1);
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
