package io.nearline.features.condition;

import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition over one action, bound to fields. An atom (a comparison, {@code in}, {@code
 * startsWith} or its opposite) with a missing operand is false; {@code !}, {@code &&} and {@code
 * ||} are two-valued over atoms. So for a missing geo, {@code geo != "x"} is false and {@code !(geo
 * == "x")} is true.
 */
public sealed interface Condition
    permits Atom, Condition.Always, Condition.Never, Condition.Not, Condition.And, Condition.Or {
  /** Returns it in CEL, with neither more blanks nor more parentheses than needed. */
  String text();

  /** Returns the fields that it reads, in the order of their first mention. */
  default Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    ConditionFields.collect(this, fields);
    return fields;
  }

  /** Returns the values of the call that it reads, in the order of their first mention. */
  default Set<RequestValue> requestValues() {
    Set<RequestValue> values = new LinkedHashSet<>();
    RequestedOperands.collect(this, values);
    return values;
  }

  /**
   * Returns the condition with the literals that a call brought in place of its {@link
   * Operand.Requested} operands.
   *
   * @throws IllegalArgumentException when a value is not there, is of another type, or is not one
   *     for the whole call
   */
  default Condition resolve(RequestValues values) {
    return RequestedOperands.resolve(this, values);
  }

  /**
   * Returns an equivalent condition without {@link Not}, whose atoms a database can evaluate over
   * columns in which a missing value reads as {@link io.nearline.features.attribute.MissingValue}:
   * an atom that the missing value would satisfy, or might with a value that comes with the call,
   * is guarded by {@link Atom.Has}.
   */
  default Condition withoutNegation() {
    return Negations.remove(this);
  }

  /** Returns the condition that holds for every action. */
  static Condition always() {
    return new Always();
  }

  /** Returns the condition that holds for no action. */
  static Condition never() {
    return new Never();
  }

  /** Returns the condition that holds where all hold: flat, without what is redundant. */
  static Condition and(List<Condition> conditions) {
    List<Condition> flat = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof Never) {
        return never();
      } else if (condition instanceof And and) {
        flat.addAll(and.conditions());
      } else if (!(condition instanceof Always)) {
        flat.add(condition);
      }
    }
    return flat.isEmpty() ? always() : flat.size() == 1 ? flat.get(0) : new And(flat);
  }

  /** Returns the condition that holds where any holds: flat, without what is redundant. */
  static Condition or(List<Condition> conditions) {
    List<Condition> flat = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof Always) {
        return always();
      } else if (condition instanceof Or or) {
        flat.addAll(or.conditions());
      } else if (!(condition instanceof Never)) {
        flat.add(condition);
      }
    }
    return flat.isEmpty() ? never() : flat.size() == 1 ? flat.get(0) : new Or(flat);
  }

  /** Returns the condition that a field is there: {@link Always} for those that always are. */
  static Condition has(Field field) {
    return field instanceof StandardField ? always() : new Atom.Has(field);
  }

  /** Returns the condition that holds where another does not. */
  static Condition not(Condition condition) {
    if (condition instanceof Always) {
      return never();
    }
    if (condition instanceof Never) {
      return always();
    }
    return condition instanceof Not not ? not.condition() : new Not(condition);
  }

  /** Holds for every action. */
  record Always() implements Condition {

    @Override
    public String text() {
      return "true";
    }
  }

  /** Holds for no action. */
  record Never() implements Condition {

    @Override
    public String text() {
      return "false";
    }
  }

  /**
   * Holds where another condition does not.
   *
   * @param condition the other condition
   */
  record Not(Condition condition) implements Condition {

    @Override
    public String text() {
      boolean atom = condition instanceof Atom.Has || condition instanceof Atom.StartsWith;
      return atom ? "!" + condition.text() : "!(" + condition.text() + ")";
    }
  }

  /**
   * Holds where all of several do.
   *
   * @param conditions at least two
   */
  record And(List<Condition> conditions) implements Condition {

    /** Copies and checks the conditions. */
    public And {
      conditions = List.copyOf(conditions);
      requireSeveral(conditions);
    }

    @Override
    public String text() {
      return conditions.stream()
          .map(part -> part instanceof Or ? "(" + part.text() + ")" : part.text())
          .collect(Collectors.joining(" && "));
    }
  }

  /**
   * Holds where any of several does.
   *
   * @param conditions at least two
   */
  record Or(List<Condition> conditions) implements Condition {

    /** Copies and checks the conditions. */
    public Or {
      conditions = List.copyOf(conditions);
      requireSeveral(conditions);
    }

    @Override
    public String text() {
      return conditions.stream().map(Condition::text).collect(Collectors.joining(" || "));
    }
  }

  private static void requireSeveral(List<Condition> conditions) {
    if (conditions.size() < 2) {
      throw new IllegalArgumentException("conditions: " + conditions + " (expected: at least two)");
    }
  }
}
