package io.nearline.features.condition;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.KeyOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Evaluates conditions in plain Java: what they mean. */
public final class Conditions {
  private Conditions() {}

  /**
   * Binds a condition to a batch: types and columns are resolved here, so that no row pays for it.
   *
   * @param values the values that came with the call
   * @throws IllegalArgumentException when the batch lacks a field of the condition, or the call a
   *     value, see {@link Condition#resolve}
   */
  public static RowPredicate bind(
      Condition condition, ActionColumns columns, RequestValues values) {
    return bind(condition.resolve(values), columns);
  }

  private static RowPredicate bind(Condition condition, ActionColumns columns) {
    if (condition instanceof Condition.Always) {
      return row -> true;
    }
    if (condition instanceof Condition.Never) {
      return row -> false;
    }
    if (condition instanceof Condition.Not not) {
      RowPredicate part = bind(not.condition(), columns);
      return row -> !part.test(row);
    }
    if (condition instanceof Condition.And and) {
      return all(bindAll(and.conditions(), columns));
    }
    if (condition instanceof Condition.Or or) {
      return any(bindAll(or.conditions(), columns));
    }
    if (condition instanceof Atom.Has has) {
      int column = columns.column(has.field());
      return row -> !columns.missing(column, row);
    }
    if (condition instanceof Atom.Missing missing) {
      int column = columns.column(missing.field());
      return row -> columns.missing(column, row);
    }
    if (condition instanceof Atom.StartsWith starts) {
      return present(
          starts.field(),
          columns,
          column -> row -> columns.string(column, row).startsWith(prefix(starts.prefix())));
    }
    if (condition instanceof Atom.StartsOtherwise starts) {
      return present(
          starts.field(),
          columns,
          column -> row -> !columns.string(column, row).startsWith(prefix(starts.prefix())));
    }
    if (condition instanceof Atom.In in) {
      return present(in.field(), columns, column -> in(in, columns, column));
    }
    Atom.Comparison comparison = (Atom.Comparison) condition;
    Comparator comparator = comparison.comparator();
    if (comparison.right() instanceof Operand.FieldOperand right) {
      return present(
          comparison.field(),
          columns,
          left ->
              present(
                  right.field(),
                  columns,
                  other -> fields(comparison.field(), comparator, columns, left, other)));
    }
    Literal literal = (Literal) comparison.right();
    return present(
        comparison.field(), columns, column -> literal(comparator, literal, columns, column));
  }

  private static String prefix(Constant prefix) {
    return ((Literal.Text) prefix).value();
  }

  private interface Bound {
    RowPredicate to(int column);
  }

  private static RowPredicate present(Field field, ActionColumns columns, Bound atom) {
    int column = columns.column(field);
    RowPredicate test = atom.to(column);
    return row -> !columns.missing(column, row) && test.test(row);
  }

  private static RowPredicate[] bindAll(List<Condition> conditions, ActionColumns columns) {
    return conditions.stream().map(part -> bind(part, columns)).toArray(RowPredicate[]::new);
  }

  private static RowPredicate all(RowPredicate[] parts) {
    return row -> {
      for (RowPredicate part : parts) {
        if (!part.test(row)) {
          return false;
        }
      }
      return true;
    };
  }

  private static RowPredicate any(RowPredicate[] parts) {
    return row -> {
      for (RowPredicate part : parts) {
        if (part.test(row)) {
          return true;
        }
      }
      return false;
    };
  }

  private static RowPredicate in(Atom.In in, ActionColumns columns, int column) {
    List<Constant> values = in.values();
    return switch ((ScalarType) in.field().type()) {
      case STRING -> {
        Set<String> texts =
            values.stream().map(v -> ((Literal.Text) v).value()).collect(Collectors.toSet());
        yield row -> texts.contains(columns.string(column, row));
      }
      case INT64 -> {
        long[] numbers =
            values.stream().mapToLong(v -> ((Literal.Int64) v).value()).sorted().toArray();
        yield row -> java.util.Arrays.binarySearch(numbers, columns.int64(column, row)) >= 0;
      }
      case DOUBLE -> {
        double[] numbers =
            values.stream().mapToDouble(v -> ((Literal.Float64) v).value()).sorted().toArray();
        // Adding zero makes a negative zero zero: the two are equal, but not to the search.
        yield row ->
            java.util.Arrays.binarySearch(numbers, columns.float64(column, row) + 0.0) >= 0;
      }
      case BOOL -> row -> values.contains(new Literal.Bool(columns.bool(column, row)));
    };
  }

  private static RowPredicate literal(
      Comparator comparator, Literal literal, ActionColumns columns, int column) {
    if (literal instanceof Literal.Text text) {
      String value = text.value();
      return switch (comparator) {
        case EQUAL -> row -> columns.string(column, row).equals(value);
        case NOT_EQUAL -> row -> !columns.string(column, row).equals(value);
        case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
            row -> comparator.holds(KeyOrder.UTF_8.compare(columns.string(column, row), value));
      };
    }
    if (literal instanceof Literal.Int64 number) {
      long value = number.value();
      return row -> comparator.holds(Long.compare(columns.int64(column, row), value));
    }
    if (literal instanceof Literal.Float64 number) {
      double value = number.value();
      return row -> comparator.holds(Double.compare(columns.float64(column, row) + 0.0, value));
    }
    boolean value = ((Literal.Bool) literal).value();
    return row -> comparator.holds(Boolean.compare(columns.bool(column, row), value));
  }

  private static RowPredicate fields(
      Field field, Comparator comparator, ActionColumns columns, int left, int right) {
    return switch ((ScalarType) field.type()) {
      case STRING ->
          row ->
              comparator.holds(
                  KeyOrder.UTF_8.compare(columns.string(left, row), columns.string(right, row)));
      case INT64 ->
          row ->
              comparator.holds(Long.compare(columns.int64(left, row), columns.int64(right, row)));
      case DOUBLE ->
          row ->
              comparator.holds(
                  Double.compare(
                      columns.float64(left, row) + 0.0, columns.float64(right, row) + 0.0));
      case BOOL ->
          row ->
              comparator.holds(Boolean.compare(columns.bool(left, row), columns.bool(right, row)));
    };
  }
}
