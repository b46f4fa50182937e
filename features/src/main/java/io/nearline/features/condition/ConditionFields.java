package io.nearline.features.condition;

import io.nearline.features.field.Field;
import java.util.List;
import java.util.Set;

/** Collects the fields that a condition reads. */
final class ConditionFields {
  private ConditionFields() {}

  static void collect(Condition condition, Set<Field> fields) {
    if (condition instanceof Atom.Comparison comparison) {
      fields.add(comparison.field());
      if (comparison.right() instanceof Operand.FieldOperand right) {
        fields.add(right.field());
      }
    } else if (condition instanceof Atom.In in) {
      fields.add(in.field());
    } else if (condition instanceof Atom.StartsWith startsWith) {
      fields.add(startsWith.field());
    } else if (condition instanceof Atom.StartsOtherwise otherwise) {
      fields.add(otherwise.field());
    } else if (condition instanceof Atom.Has has) {
      fields.add(has.field());
    } else if (condition instanceof Atom.Missing missing) {
      fields.add(missing.field());
    } else if (condition instanceof Condition.Not not) {
      collect(not.condition(), fields);
    } else if (condition instanceof Condition.And and) {
      collectAll(and.conditions(), fields);
    } else if (condition instanceof Condition.Or or) {
      collectAll(or.conditions(), fields);
    }
  }

  private static void collectAll(List<Condition> conditions, Set<Field> fields) {
    conditions.forEach(condition -> collect(condition, fields));
  }
}
