package io.nearline.server.sql;

import io.nearline.features.action.Action;
import io.nearline.features.condition.Condition;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clauses that statements share. */
final class Clauses {
  private Clauses() {}

  /** Writes the columns of the entity's keys, separated by commas. */
  static void writeKeys(SqlWriter sql, Entity entity) {
    for (int key = 0; key < entity.keys().size(); key++) {
      sql.sql(key == 0 ? "" : ", ");
      new SqlField(entity.keys().get(key)).write(sql);
    }
  }

  /**
   * Writes the WHERE of every statement: the keys, the longest window, a condition, and no
   * heartbeats. Each key is asked for by itself. An action that lacks an attribute which is a key
   * belongs to no entity, not even to that of the value which stands for missing.
   */
  static void writeWhere(SqlWriter sql, Entity entity, long longestMillis, Condition condition) {
    sql.sql(" FROM ").name(entity.table().table()).sql(" WHERE ");
    for (int key = 0; key < entity.keys().size(); key++) {
      SqlField field = new SqlField(entity.keys().get(key));
      field.write(sql);
      sql.sql(" IN (").slot(new Slot.Keys(key)).sql(") AND ");
      if (entity.keys().get(key) instanceof AttributeField) {
        field.writePresent(sql);
        sql.sql(" AND ");
      }
    }
    writeAfter(sql, longestMillis);
    sql.sql(" AND ").name(StandardField.TIMESTAMP.text()).sql(" <= ").slot(new Slot.Instant(0));
    if (!AnyOf.excludesHeartbeats(condition)) {
      sql.sql(" AND ");
      writeNoHeartbeats(sql);
    }
    writeAnd(sql, condition);
  }

  static void writeNoHeartbeats(SqlWriter sql) {
    sql.name(StandardField.VERB.text()).sql(" <> ").literal(Action.HEARTBEAT_VERB);
  }

  /** Returns the condition that holds where any of the scopes' conditions does. */
  static Condition anyOf(Collection<Scope> scopes) {
    return AnyOf.of(scopes.stream().map(Scope::where).distinct().toList());
  }

  /** Writes a condition with its AND, unless it always holds. */
  static void writeAnd(SqlWriter sql, Condition condition) {
    if (!(condition instanceof Condition.Always)) {
      sql.sql(" AND ");
      SqlCondition.write(sql, condition);
    }
  }

  /**
   * Returns what must hold, beside the WHERE, for an action to be in a scope.
   *
   * @param present a field that must be there too, or null
   */
  static SqlWriter within(Scope scope, @Nullable Field present, long longestMillis) {
    List<SqlWriter> parts = new ArrayList<>();
    if (scope.windowMillis() < longestMillis) {
      SqlWriter part = new SqlWriter();
      writeAfter(part, scope.windowMillis());
      parts.add(part);
    }
    if (!(scope.where() instanceof Condition.Always)) {
      SqlWriter part = new SqlWriter();
      SqlCondition.write(part, scope.where());
      parts.add(part);
    }
    if (present instanceof AttributeField) {
      SqlWriter part = new SqlWriter();
      new SqlField(present).writePresent(part);
      parts.add(part);
    }
    SqlWriter all = new SqlWriter();
    for (int i = 0; i < parts.size(); i++) {
      all.sql(i == 0 ? "" : " AND ").append(parts.get(i));
    }
    return all;
  }

  private static void writeAfter(SqlWriter sql, long windowMillis) {
    sql.name(StandardField.TIMESTAMP.text()).sql(" > ").slot(new Slot.Instant(windowMillis));
  }
}
