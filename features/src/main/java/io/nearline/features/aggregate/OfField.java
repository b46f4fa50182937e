package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import java.util.List;
import java.util.Optional;

/** An aggregate of one field, which skips the actions that lack it, and takes no other argument. */
interface OfField extends Aggregate {
  /** Returns the field. */
  Field field();

  @Override
  default List<Field> fields() {
    return List.of(field());
  }

  @Override
  default Optional<Field> needed() {
    return Optional.of(field());
  }

  @Override
  default String text() {
    return name() + "(" + field().text() + ")";
  }
}
