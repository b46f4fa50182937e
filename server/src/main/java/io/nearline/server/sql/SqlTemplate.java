package io.nearline.server.sql;

import io.nearline.features.condition.Literal;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import java.util.List;

/** A statement's text but for its open places. Immutable. */
final class SqlTemplate {
  private static final int LENGTH_OF_A_KEY = 22;

  private final List<String> texts;
  private final List<Slot> slots;
  private final int length;

  /** Makes a template of texts and the open places between them. */
  SqlTemplate(List<String> texts, List<Slot> slots) {
    this.texts = List.copyOf(texts);
    this.slots = List.copyOf(slots);
    this.length = texts.stream().mapToInt(String::length).sum() + LENGTH_OF_A_KEY * slots.size();
  }

  /**
   * Writes the statement.
   *
   * @param keys at least one entity
   * @param asOfMillis the lookup's instant in epoch milliseconds
   * @param values the values that came with the call
   * @param limit the largest number of rows
   */
  String write(EntityKeys keys, long asOfMillis, RequestValues values, int limit) {
    StringBuilder sql = new StringBuilder(length + LENGTH_OF_A_KEY * keys.size());
    for (int i = 0; i < slots.size(); i++) {
      sql.append(texts.get(i));
      Slot slot = slots.get(i);
      if (slot instanceof Slot.Keys asked) {
        writeKeys(sql, keys.values(asked.key()));
      } else if (slot instanceof Slot.Instant instant) {
        sql.append(asOfMillis - instant.beforeMillis());
      } else if (slot instanceof Slot.Requested requested) {
        sql.append(literal(requested, values));
      } else {
        sql.append(limit);
      }
    }
    return sql.append(texts.get(slots.size())).toString();
  }

  private static SqlWriter literal(Slot.Requested requested, RequestValues values) {
    SqlWriter sql = new SqlWriter();
    SqlCondition.writeLiteral(
        sql, requested.like(), Literal.of(values.single(requested.value()), 0));
    return sql;
  }

  private static void writeKeys(StringBuilder sql, Items keys) {
    boolean strings = keys.type() == ScalarType.STRING;
    for (int i = 0; i < keys.size(); i++) {
      if (i > 0) {
        sql.append(", ");
      }
      if (strings) {
        SqlWriter.appendLiteral(sql, keys.string(i));
      } else {
        sql.append(keys.int64(i));
      }
    }
  }
}
