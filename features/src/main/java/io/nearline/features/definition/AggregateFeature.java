package io.nearline.features.definition;

import io.nearline.features.aggregate.Aggregate;
import io.nearline.features.condition.Condition;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A feature that is one aggregation over the entity's actions inside a sliding window.
 *
 * @param set the feature set's name
 * @param version the feature set's version, from 1
 * @param name its name in the set, with the window: {@code applies_24h}
 * @param entity the key that it is about
 * @param aggregate what it makes of the actions
 * @param where which actions count
 * @param whereText the condition as written; empty when every action counts
 * @param window the window's length, whole milliseconds: it is {@code (as_of − length, as_of]}
 * @param defaultValue what stands where the aggregate has no value
 */
public record AggregateFeature(
    String set,
    int version,
    String name,
    Entity entity,
    Aggregate aggregate,
    Condition where,
    Optional<String> whereText,
    Duration window,
    Optional<Value> defaultValue)
    implements Feature {

  /** Checks the window. */
  public AggregateFeature {
    if (window.isNegative() || window.isZero() || window.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "window: " + window + " (expected: whole milliseconds, > 0)");
    }
  }

  @Override
  public ValueType type() {
    return aggregate.type();
  }

  /** Returns the fields that its evaluation over rows reads. */
  public Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    fields.add(StandardField.TIMESTAMP);
    fields.add(StandardField.VERB);
    fields.addAll(where.fields());
    fields.addAll(aggregate.fields());
    return fields;
  }

  @Override
  public List<Feature> inputs() {
    return List.of();
  }

  @Override
  public Set<AggregateFeature> aggregates() {
    return Set.of(this);
  }

  /** Returns the values of the call that decide which actions count: one of each for a call. */
  @Override
  public Set<RequestValue> requestValues() {
    Set<RequestValue> values = new LinkedHashSet<>(where.requestValues());
    values.addAll(aggregate.requestValues());
    return values;
  }

  @Override
  public String canonicalText() {
    return CanonicalText.of(this);
  }
}
