package io.nearline.server.sql;

import io.nearline.features.condition.Condition;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the conditions of some scopes have in common. Immutable. */
final class SharedCondition {
  /** Each holds in every scope. */
  private final Set<Condition> conditions;

  private SharedCondition(Set<Condition> conditions) {
    this.conditions = conditions;
  }

  static SharedCondition of(Collection<Scope> scopes) {
    Set<Condition> shared = new LinkedHashSet<>();
    boolean first = true;
    for (Scope scope : scopes) {
      if (first) {
        shared.addAll(parts(scope.where()));
        first = false;
      } else if (!shared.isEmpty()) {
        shared.retainAll(Set.copyOf(parts(scope.where())));
      }
    }
    return new SharedCondition(shared);
  }

  /** Returns what every scope demands; it always holds where they have nothing in common. */
  Condition condition() {
    return Condition.and(List.copyOf(conditions));
  }

  /** Returns what one of the scopes demands beside that. */
  Scope rest(Scope scope) {
    return conditions.isEmpty()
        ? scope
        : new Scope(
            Condition.and(
                parts(scope.where()).stream().filter(part -> !conditions.contains(part)).toList()),
            scope.windowMillis());
  }

  /** Returns the conditions that must all hold for one to hold: itself, where it is no AND. */
  static List<Condition> parts(Condition condition) {
    if (condition instanceof Condition.And and) {
      return and.conditions();
    }
    return condition instanceof Condition.Always ? List.of() : List.of(condition);
  }
}
