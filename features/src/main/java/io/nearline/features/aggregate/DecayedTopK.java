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
 * {@code top_k} with {@code half_life}: the values whose actions weigh most together, with their
 * weights: the higher weight first, ties by the lesser key as of {@link TopK}. Missing values are
 * skipped; over nothing the map is empty. A weight may be so small that it is 0.0.
 *
 * @param field a string, int64 or bool field
 * @param k how many at most
 * @param halfLife how fast actions lose weight
 */
public record DecayedTopK(Field field, int k, HalfLife halfLife) implements Aggregate {

  @Override
  public String name() {
    return TopK.RULE.name();
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
    return name() + "(" + field.text() + ", k: " + k + ", " + halfLife.text() + ")";
  }

  @Override
  public Evaluated evaluate(Selection selection) {
    return Evaluated.present(KeyWeights.of(selection, field, halfLife).highest(k));
  }

  @Override
  public Optional<Decomposition> decomposition() {
    return Optional.empty();
  }
}
