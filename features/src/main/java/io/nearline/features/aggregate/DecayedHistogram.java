package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.MapType;
import io.nearline.features.type.ScalarType;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;

/**
 * {@code histogram} with {@code half_life}: how much the actions with each value weigh, in the
 * order of {@link DecayedTopK}. Missing values are skipped; over nothing the map is empty.
 *
 * @param field a string, int64 or bool field
 * @param halfLife how fast actions lose weight
 */
public record DecayedHistogram(Field field, HalfLife halfLife) implements Aggregate {

  @Override
  public String name() {
    return Histogram.RULE.name();
  }

  @Override
  public ValueType type() {
    return new MapType((ScalarType) field.type(), ScalarType.DOUBLE);
  }

  @Override
  public List<Field> fields() {
    return List.of(StandardField.TIMESTAMP, field);
  }

  @Override
  public Optional<Field> needed() {
    return Optional.of(field);
  }

  @Override
  public String text() {
    return name() + "(" + field.text() + ", " + halfLife.text() + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Evaluated.present(KeyWeights.of(selection, field, halfLife).highest(Integer.MAX_VALUE));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
