package io.nearline.features.condition;

import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import java.util.List;
import java.util.stream.Collectors;

/** A condition about one field or two that is not made of other conditions. */
public sealed interface Atom extends Condition {

  /**
   * Compares a field with a constant or another field of the same type. Booleans are compared for
   * equality only; the order of strings is that of their code points.
   *
   * @param left a field
   * @param comparator how they are compared
   * @param right a constant or a field
   */
  record Comparison(Operand left, Comparator comparator, Operand right) implements Atom {

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
  record In(Field field, List<Constant> values) implements Atom {

    /** Copies and checks the values. */
    public In {
      values = List.copyOf(values);
      if (values.isEmpty() || values.stream().anyMatch(value -> value.type() != field.type())) {
        throw new IllegalArgumentException(
            field.text()
                + " in "
                + values
                + " (expected: constants of "
                + field.type().text()
                + ")");
      }
    }

    @Override
    public String text() {
      return field.text()
          + values.stream().map(Constant::text).collect(Collectors.joining(", ", " in [", "]"));
    }
  }

  /**
   * A string field starts with a prefix.
   *
   * @param field a string field
   * @param prefix the prefix, compared by code points
   */
  record StartsWith(Field field, Constant prefix) implements Atom {

    /** Checks the type. */
    public StartsWith {
      requireStrings(field, prefix);
    }

    @Override
    public String text() {
      return field.text() + ".startsWith(" + prefix.text() + ")";
    }
  }

  /**
   * A string field is there and does not start with a prefix. Only {@link
   * Condition#withoutNegation} makes it.
   *
   * @param field a string field
   * @param prefix the prefix, compared by code points
   */
  record StartsOtherwise(Field field, Constant prefix) implements Atom {

    /** Checks the type. */
    public StartsOtherwise {
      requireStrings(field, prefix);
    }

    @Override
    public String text() {
      return Condition.and(
              List.of(Condition.has(field), Condition.not(new StartsWith(field, prefix))))
          .text();
    }
  }

  /**
   * A field is there and not null.
   *
   * @param field the field
   */
  record Has(Field field) implements Atom {

    @Override
    public String text() {
      return "has(" + field.text() + ")";
    }
  }

  /**
   * A field is missing or null. Only {@link Condition#withoutNegation} makes it.
   *
   * @param field the field
   */
  record Missing(Field field) implements Atom {

    @Override
    public String text() {
      return "!has(" + field.text() + ")";
    }
  }

  private static void requireStrings(Field field, Constant prefix) {
    if (field.type() != ScalarType.STRING || prefix.type() != ScalarType.STRING) {
      throw new IllegalArgumentException(
          field.text()
              + " of "
              + field.type().text()
              + " and "
              + prefix.text()
              + " (expected: strings)");
    }
  }
}
