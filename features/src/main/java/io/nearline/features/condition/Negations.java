package io.nearline.features.condition;

import io.nearline.features.attribute.MissingValue;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.KeyOrder;
import java.util.List;

/**
 * Removes negations. {@code !} is pushed down to the atoms; the negation of an atom holds where the
 * opposite atom holds, or where an operand is missing: {@code !(geo == "x")} becomes {@code
 * !has(geo) || geo != "x"}.
 *
 * <p>Atoms get a guard {@code has(…)} where the missing value, as it is stored, would satisfy them:
 * −∞ is less than any price, so {@code price < 5.0} needs the guard, and {@code price > 5.0} does
 * not. An atom with a value that comes with the call always gets it.
 */
final class Negations {
  private Negations() {}

  static Condition remove(Condition condition) {
    if (condition instanceof Condition.Not not) {
      return negate(not.condition());
    }
    if (condition instanceof Condition.And and) {
      return Condition.and(and.conditions().stream().map(Negations::remove).toList());
    }
    if (condition instanceof Condition.Or or) {
      return Condition.or(or.conditions().stream().map(Negations::remove).toList());
    }
    return guarded(condition);
  }

  private static Condition negate(Condition condition) {
    if (condition instanceof Condition.Always) {
      return Condition.never();
    }
    if (condition instanceof Condition.Never) {
      return Condition.always();
    }
    if (condition instanceof Condition.Not not) {
      return remove(not.condition());
    }
    if (condition instanceof Condition.And and) {
      return Condition.or(and.conditions().stream().map(Negations::negate).toList());
    }
    if (condition instanceof Condition.Or or) {
      return Condition.and(or.conditions().stream().map(Negations::negate).toList());
    }
    if (condition instanceof Atom.Has has) {
      return missing(has.field());
    }
    if (condition instanceof Atom.Missing missing) {
      return Condition.has(missing.field());
    }
    if (condition instanceof Atom.Comparison comparison) {
      Condition opposite =
          new Atom.Comparison(
              comparison.left(), comparison.comparator().negated(), comparison.right());
      return comparison.right() instanceof Operand.FieldOperand right
          ? Condition.or(List.of(missing(comparison.field()), missing(right.field()), opposite))
          : Condition.or(List.of(missing(comparison.field()), opposite));
    }
    if (condition instanceof Atom.In in) {
      List<Condition> others =
          in.values().stream()
              .<Condition>map(value -> new Atom.Comparison(in.field(), Comparator.NOT_EQUAL, value))
              .toList();
      return Condition.or(List.of(missing(in.field()), Condition.and(others)));
    }
    if (condition instanceof Atom.StartsWith starts) {
      Condition opposite = new Atom.StartsOtherwise(starts.field(), starts.prefix());
      return Condition.or(List.of(missing(starts.field()), opposite));
    }
    Atom.StartsOtherwise otherwise = (Atom.StartsOtherwise) condition;
    Condition opposite = new Atom.StartsWith(otherwise.field(), otherwise.prefix());
    return Condition.or(List.of(missing(otherwise.field()), opposite));
  }

  private static Condition missing(Field field) {
    return field instanceof StandardField ? Condition.never() : new Atom.Missing(field);
  }

  private static Condition guarded(Condition atom) {
    if (atom instanceof Atom.Comparison comparison) {
      if (comparison.right() instanceof Operand.FieldOperand right) {
        return Condition.and(
            List.of(Condition.has(comparison.field()), Condition.has(right.field()), atom));
      }
      return guardedIf(
          holdsForMissing(comparison.comparator(), (Constant) comparison.right()),
          comparison.field(),
          atom);
    }
    if (atom instanceof Atom.In in) {
      return guardedIf(
          in.values().stream().anyMatch(value -> holdsForMissing(Comparator.EQUAL, value)),
          in.field(),
          atom);
    }
    if (atom instanceof Atom.StartsWith starts) {
      boolean needed = !(starts.prefix() instanceof Literal.Text) || startsMissing(starts.prefix());
      return guardedIf(needed, starts.field(), atom);
    }
    if (atom instanceof Atom.StartsOtherwise starts) {
      return guardedIf(!startsMissing(starts.prefix()), starts.field(), atom);
    }
    return atom;
  }

  private static Condition guardedIf(boolean needed, Field field, Condition atom) {
    return needed ? Condition.and(List.of(Condition.has(field), atom)) : atom;
  }

  /** Returns whether the missing string, as it is stored, surely starts so. */
  private static boolean startsMissing(Constant prefix) {
    return prefix instanceof Literal.Text text && MissingValue.STRING.startsWith(text.value());
  }

  /**
   * Returns whether the missing value, as it is stored, compares so with a constant, or might with
   * one that comes with the call.
   */
  private static boolean holdsForMissing(Comparator comparator, Constant literal) {
    if (literal instanceof Operand.Requested) {
      return true;
    }
    if (literal instanceof Literal.Text text) {
      return comparator.holds(KeyOrder.UTF_8.compare(MissingValue.STRING, text.value()));
    }
    if (literal instanceof Literal.Int64 number) {
      return comparator.holds(Long.compare(MissingValue.INT64, number.value()));
    }
    if (literal instanceof Literal.Float64 number) {
      return comparator.holds(Double.compare(MissingValue.DOUBLE, number.value()));
    }
    // Neither true nor false is stored as a missing boolean is.
    return literal.type() == ScalarType.BOOL && comparator == Comparator.NOT_EQUAL;
  }
}
