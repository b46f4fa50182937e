package io.nearline.features.condition;

import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
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
public sealed interface Condition {
  /** Returns it in CEL, with neither more blanks nor more parentheses than needed. */
  String text();

  /** Returns the fields that it reads, in the order of their first mention. */
  default Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    ConditionFields.collect(this, fields);
    return fields;
  }

  /**
   * Returns an equivalent condition without {@link Not}, whose atoms a database can evaluate over
   * columns in which a missing value reads as {@link io.nearline.features.attribute.MissingValue}:
   * an atom that the missing value would satisfy is guarded by {@link Has}.
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
    return field instanceof StandardField ? always() : new Has(field);
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
   * Compares a field with a literal or another field of the same type. Booleans are compared for
   * equality only; the order of strings is that of their code points.
   *
   * @param left a field
   * @param comparator how they are compared
   * @param right a literal or a field
   */
  record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {

    /** Checks the types. */
    public Comparison {
      if (!(left instanceof Operand.FieldOperand)) {
        throw new IllegalArgumentException("left: " + left.text() + " (expected: a field)");
      }
      if (!left.type().equals(right.type()) || !(left.type() instanceof ScalarType)) {
        throw new IllegalArgumentException(
            left.text()
                + " "
                + comparator.text()
                + " "
                + right.text()
                + " (expected: scalars of the same type)");
      }
      if (left.type() == ScalarType.BOOL && comparator.isOrder()) {
        throw new IllegalArgumentException(
            comparator.text() + " between booleans (expected: == or !=)");
      }
    }

    /** Compares a field with another operand. */
    public Comparison(Field left, Comparator comparator, Operand right) {
      this(new Operand.FieldOperand(left), comparator, right);
    }

    /** Returns the field on the left. */
    public Field field() {
      return ((Operand.FieldOperand) left).field();
    }

    @Override
    public String text() {
      return left.text() + " " + comparator.text() + " " + right.text();
    }
  }

  /**
   * A field's value is one of several.
   *
   * @param field a scalar field
   * @param values at least one, of the field's type
   */
  record In(Field field, List<Literal> values) implements Condition {

    /** Copies and checks the values. */
    public In {
      values = List.copyOf(values);
      if (values.isEmpty() || values.stream().anyMatch(value -> value.type() != field.type())) {
        throw new IllegalArgumentException(
            field.text()
                + " in "
                + values
                + " (expected: literals of "
                + field.type().text()
                + ")");
      }
    }

    @Override
    public String text() {
      return field.text()
          + values.stream().map(Literal::text).collect(Collectors.joining(", ", " in [", "]"));
    }
  }

  /**
   * A string field starts with a prefix.
   *
   * @param field a string field
   * @param prefix the prefix, compared by code points
   */
  record StartsWith(Field field, String prefix) implements Condition {

    /** Checks the type. */
    public StartsWith {
      requireString(field);
    }

    @Override
    public String text() {
      return field.text() + ".startsWith(" + new Literal.Text(prefix).text() + ")";
    }
  }

  /**
   * A string field is there and does not start with a prefix. Only {@link #withoutNegation} makes
   * it.
   *
   * @param field a string field
   * @param prefix the prefix, compared by code points
   */
  record StartsOtherwise(Field field, String prefix) implements Condition {

    /** Checks the type. */
    public StartsOtherwise {
      requireString(field);
    }

    @Override
    public String text() {
      return and(List.of(has(field), not(new StartsWith(field, prefix)))).text();
    }
  }

  /**
   * A field is there and not null.
   *
   * @param field the field
   */
  record Has(Field field) implements Condition {

    @Override
    public String text() {
      return "has(" + field.text() + ")";
    }
  }

  /**
   * A field is missing or null. Only {@link #withoutNegation} makes it.
   *
   * @param field the field
   */
  record Missing(Field field) implements Condition {

    @Override
    public String text() {
      return "!has(" + field.text() + ")";
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
      boolean atom = condition instanceof Has || condition instanceof StartsWith;
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

  private static void requireString(Field field) {
    if (field.type() != ScalarType.STRING) {
      throw new IllegalArgumentException(
          field.text() + " of " + field.type().text() + " (expected: a string)");
    }
  }

  private static void requireSeveral(List<Condition> conditions) {
    if (conditions.size() < 2) {
      throw new IllegalArgumentException("conditions: " + conditions + " (expected: at least two)");
    }
  }
}
