package io.nearline.features.condition;

import io.nearline.features.request.RequestValue;
import io.nearline.features.request.RequestValues;
import java.util.List;
import java.util.Set;

/** Finds the operands of a condition that come with the call, and puts literals in their place. */
final class RequestedOperands {
  private RequestedOperands() {}

  static void collect(Condition condition, Set<RequestValue> values) {
    if (condition instanceof Atom.Comparison comparison) {
      collect(comparison.right(), values);
    } else if (condition instanceof Atom.In in) {
      in.values().forEach(item -> collect(item, values));
    } else if (condition instanceof Atom.StartsWith starts) {
      collect(starts.prefix(), values);
    } else if (condition instanceof Atom.StartsOtherwise starts) {
      collect(starts.prefix(), values);
    } else if (condition instanceof Condition.Not not) {
      collect(not.condition(), values);
    } else if (condition instanceof Condition.And and) {
      and.conditions().forEach(part -> collect(part, values));
    } else if (condition instanceof Condition.Or or) {
      or.conditions().forEach(part -> collect(part, values));
    }
  }

  private static void collect(Operand operand, Set<RequestValue> values) {
    if (operand instanceof Operand.Requested requested) {
      values.add(requested.value());
    }
  }

  static Condition resolve(Condition condition, RequestValues values) {
    if (condition instanceof Atom.Comparison comparison) {
      return comparison.right() instanceof Operand.Requested requested
          ? new Atom.Comparison(
              comparison.left(), comparison.comparator(), resolve(requested, values))
          : comparison;
    }
    if (condition instanceof Atom.In in) {
      List<Constant> items = in.values().stream().map(item -> resolve(item, values)).toList();
      return new Atom.In(in.field(), items);
    }
    if (condition instanceof Atom.StartsWith starts) {
      return new Atom.StartsWith(starts.field(), resolve(starts.prefix(), values));
    }
    if (condition instanceof Atom.StartsOtherwise starts) {
      return new Atom.StartsOtherwise(starts.field(), resolve(starts.prefix(), values));
    }
    if (condition instanceof Condition.Not not) {
      return new Condition.Not(resolve(not.condition(), values));
    }
    if (condition instanceof Condition.And and) {
      return new Condition.And(resolve(and.conditions(), values));
    }
    if (condition instanceof Condition.Or or) {
      return new Condition.Or(resolve(or.conditions(), values));
    }
    return condition;
  }

  private static List<Condition> resolve(List<Condition> conditions, RequestValues values) {
    return conditions.stream().map(part -> resolve(part, values)).toList();
  }

  private static Constant resolve(Constant constant, RequestValues values) {
    return constant instanceof Operand.Requested requested
        ? Literal.of(values.single(requested.value()), 0)
        : constant;
  }
}
