package io.nearline.features.aggregate;

import io.nearline.features.condition.Condition;
import io.nearline.features.field.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The arguments of an aggregate in a definition, as its {@link AggregateRule} demands them.
 *
 * @param of what it aggregates; empty where the rule takes none
 * @param k how many to keep, from 1; 0 where the rule takes none
 * @param distinct the field of which each value may occur once
 * @param padding whether fewer than {@code k} are filled up
 * @param p the share of the values, from 0 to 1; 0 where the rule takes none
 * @param log2m the binary logarithm of the number of registers, if it is given
 * @param steps the conditions to be satisfied one after the other; empty where the rule takes none
 * @param halfLife the time in which an action loses half of its weight
 */
public record Arguments(
    List<Listed> of,
    int k,
    Optional<Field> distinct,
    Padding padding,
    double p,
    OptionalInt log2m,
    List<Condition> steps,
    Optional<HalfLife> halfLife) {

  /** Copies the lists. */
  public Arguments {
    of = List.copyOf(of);
    steps = List.copyOf(steps);
  }

  /** Returns the one field of {@code of}. */
  public Field field() {
    return ((Listed.OfField) of.get(0)).field();
  }
}
