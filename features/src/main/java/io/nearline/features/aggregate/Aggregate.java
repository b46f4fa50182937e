package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ValueType;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one aggregation makes of the selected actions. Implementations are records, immutable. */
public interface Aggregate {

  /** Returns its name in the language, such as {@code top_k}. */
  String name();

  /** Returns the type of its value. */
  ValueType type();

  /** Returns the fields that {@link #evaluate} reads. */
  List<Field> fields();

  /**
   * Returns the field without which a selected action does not go into the value; empty when every
   * one does.
   */
  Optional<Field> needed();

  /** Returns the values of the call that {@link #evaluate} reads. */
  default Set<RequestValue> requestValues() {
    return Set.of();
  }

  /**
   * Returns it with what a call brought in place of its {@link #requestValues}.
   *
   * @throws IllegalArgumentException when the call did not bring them all
   */
  default Aggregate resolve(RequestValues values) {
    return this;
  }

  /**
   * Returns it with its arguments, such as {@code top_k(objectAttributes.geo, k: 10)}: equal texts
   * mean the same.
   */
  String text();

  /**
   * Computes the value over the selected actions: this is what the aggregate means. One that reads
   * values of the call is to be resolved first.
   */
  Evaluated evaluate(Selection selection);

  /**
   * Returns what a database may compute in its place; empty when only the rows themselves give the
   * exact value.
   */
  Optional<Decomposition> decomposition();
}
