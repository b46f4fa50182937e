package io.nearline.features.definition;

import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValue;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A named, typed value that can be asked for. */
public sealed interface Feature permits AggregateFeature, DerivedFeature {

  /** Returns the feature set's name. */
  String set();

  /** Returns the feature set's version, from 1. */
  int version();

  /** Returns its name in the set: that of an aggregation ends with the window. */
  String name();

  /** Returns the type of its value. */
  ValueType type();

  /** Returns the features that its value is made of, each once: none, if it is an aggregation. */
  List<Feature> inputs();

  /** Returns the value that stands where there would be none. */
  Optional<Value> defaultValue();

  /** Returns the aggregations that its value is made of, each once: itself, if it is one. */
  Set<AggregateFeature> aggregates();

  /** Returns the values of the call that it reads. */
  Set<RequestValue> requestValues();

  /** Returns the keys that it is asked for by: those of its aggregations' entities, each once. */
  default Set<Field> keys() {
    Set<Field> keys = new LinkedHashSet<>();
    aggregates().forEach(aggregate -> keys.addAll(aggregate.entity().keys()));
    return keys;
  }

  /**
   * Returns what the feature means in a canonical form: equal texts mean the same, however they are
   * written down.
   */
  String canonicalText();

  /** Returns {@code set.name}. */
  default String fullName() {
    return set() + "." + name();
  }

  /** Returns {@code set@version.name}. */
  default String versionedName() {
    return set() + "@" + version() + "." + name();
  }

  /**
   * Returns its version by content: the hash of {@link #canonicalText}. Computed each time: what
   * needs it often keeps it.
   */
  default String hash() {
    return CanonicalText.hash(canonicalText());
  }
}
