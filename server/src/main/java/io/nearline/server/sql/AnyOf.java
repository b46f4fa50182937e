package io.nearline.server.sql;

import io.nearline.features.action.Action;
import io.nearline.features.condition.Atom;
import io.nearline.features.condition.Comparator;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.Literal;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The condition that holds where any of several does, written short: Pinot takes longer to parse a
 * part of a condition, and to test it, than to hand out the rows that it would leave out. Values
 * that one field may have become one list, and what is within another part is left out.
 */
final class AnyOf {
  private static final Literal HEARTBEAT = new Literal.Text(Action.HEARTBEAT_VERB);

  private AnyOf() {}

  /** Returns the condition, which always holds where one of them does. */
  static Condition of(List<Condition> conditions) {
    Condition any = Condition.or(conditions);
    if (!(any instanceof Condition.Or or)) {
      return any;
    }
    List<Condition> parts = inLists(or.conditions());
    List<Condition> needed = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!isWithinAnother(parts, i)) {
        needed.add(parts.get(i));
      }
    }
    return Condition.or(needed);
  }

  /**
   * Returns that the verb is one of those for which any of some conditions may hold; it always
   * holds where one of them names no verbs.
   */
  static Condition verbs(List<Condition> conditions) {
    Set<Literal> verbs = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      Optional<Values> named =
          SharedCondition.parts(condition).stream()
              .flatMap(part -> Values.of(part).stream())
              .filter(values -> values.field() == StandardField.VERB)
              .findFirst();
      if (named.isEmpty()) {
        return Condition.always();
      }
      verbs.addAll(named.get().literals());
    }
    return verbs.isEmpty() ? Condition.always() : new Values(StandardField.VERB, verbs).condition();
  }

  /** Returns whether a part is within another; of two that mean the same, the later is. */
  private static boolean isWithinAnother(List<Condition> parts, int index) {
    for (int i = 0; i < parts.size(); i++) {
      if (i != index
          && isWithin(parts.get(index), parts.get(i))
          && (i < index || !isWithin(parts.get(i), parts.get(index)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a condition asks, wherever it holds, for a verb that is not the heartbeats'.
   */
  static boolean excludesHeartbeats(Condition condition) {
    if (condition instanceof Condition.Or or) {
      return or.conditions().stream().allMatch(AnyOf::excludesHeartbeats);
    }
    return SharedCondition.parts(condition).stream()
        .flatMap(part -> Values.of(part).stream())
        .anyMatch(
            values ->
                values.field() == StandardField.VERB && !values.literals().contains(HEARTBEAT));
  }

  /** Returns the conditions, those that list the values of one field put together. */
  private static List<Condition> inLists(List<Condition> conditions) {
    Map<Field, Set<Literal>> lists = new LinkedHashMap<>();
    Set<Condition> others = new LinkedHashSet<>();
    for (Condition condition : conditions) {
      Values.of(condition)
          .ifPresentOrElse(
              values ->
                  lists
                      .computeIfAbsent(values.field(), field -> new LinkedHashSet<>())
                      .addAll(values.literals()),
              () -> others.add(condition));
    }
    List<Condition> all = new ArrayList<>();
    lists.forEach((field, literals) -> all.add(new Values(field, literals).condition()));
    all.addAll(others);
    return all;
  }

  /** Returns whether one condition holds only where another does, as far as can be seen. */
  private static boolean isWithin(Condition condition, Condition other) {
    List<Condition> parts = SharedCondition.parts(condition);
    return SharedCondition.parts(other).stream()
        .allMatch(demanded -> parts.stream().anyMatch(part -> isPartWithin(part, demanded)));
  }

  private static boolean isPartWithin(Condition part, Condition demanded) {
    if (part.equals(demanded)) {
      return true;
    }
    Optional<Values> few = Values.of(part);
    Optional<Values> many = Values.of(demanded);
    return few.isPresent() && many.isPresent() && few.get().areAmong(many.get());
  }

  /** A condition that lists the values that one field may have. */
  private record Values(Field field, Set<Literal> literals) {

    /** Returns what a condition lists, if that is all it does. */
    static Optional<Values> of(Condition condition) {
      if (condition instanceof Atom.Comparison comparison
          && comparison.comparator() == Comparator.EQUAL
          && comparison.right() instanceof Literal literal) {
        return Optional.of(new Values(comparison.field(), Set.of(literal)));
      }
      if (condition instanceof Atom.In in
          && in.values().stream().allMatch(Literal.class::isInstance)) {
        Set<Literal> literals = new LinkedHashSet<>();
        in.values().forEach(value -> literals.add((Literal) value));
        return Optional.of(new Values(in.field(), literals));
      }
      return Optional.empty();
    }

    boolean areAmong(Values others) {
      return field.equals(others.field) && others.literals.containsAll(literals);
    }

    Condition condition() {
      return literals.size() == 1
          ? new Atom.Comparison(field, Comparator.EQUAL, literals.iterator().next())
          : new Atom.In(field, List.copyOf(literals));
    }
  }
}
