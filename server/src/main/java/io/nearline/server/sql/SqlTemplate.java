package io.nearline.server.sql;

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
   * @param limit the largest number of rows
   */
  String write(EntityKeys keys, long asOfMillis, int limit) {
    StringBuilder sql = new StringBuilder(length + LENGTH_OF_A_KEY * keys.size());
    for (int i = 0; i < slots.size(); i++) {
      sql.append(texts.get(i));
      Slot slot = slots.get(i);
      if (slot instanceof Slot.Keys values) {
        writeKeys(sql, keys.values(values.key()));
      } else if (slot instanceof Slot.Instant instant) {
        sql.append(asOfMillis - instant.beforeMillis());
      } else {
        sql.append(limit);
      }
    }
    return sql.append(texts.get(slots.size())).toString();
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
