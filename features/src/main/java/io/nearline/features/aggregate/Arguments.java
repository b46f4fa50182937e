package io.nearline.features.aggregate;

import io.nearline.features.field.Field;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of an aggregate in a definition, as its {@link AggregateRule} demands them.
 *
 * @param of what it aggregates; empty where the rule takes none
 * @param k how many to keep, from 1; 0 where the rule takes none
 * @param distinct the field of which each value may occur once
 */
public record Arguments(List<Listed> of, int k, Optional<Field> distinct) {

  /** Copies the list. */
  public Arguments {
    of = List.copyOf(of);
  }

  /** Returns the one field of {@code of}. */
  public Field field() {
    return ((Listed.OfField) of.get(0)).field();
  }
}
