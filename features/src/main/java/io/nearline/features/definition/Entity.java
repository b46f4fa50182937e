package io.nearline.features.definition;

import io.nearline.features.attribute.EntityTable;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import java.util.List;
import java.util.Set;

/**
 * What features are about: all actions that agree in each of some keys. An action that lacks one of
 * them belongs to no entity.
 *
 * @param keys the fields that make up the key, from 1 to {@link #MAX_KEYS}, each once, integers or
 *     strings; the root first
 * @param table the table that is partitioned and sorted by the root
 */
public record Entity(List<Field> keys, EntityTable table) {

  /** The most keys of an entity. */
  public static final int MAX_KEYS = 4;

  /** Copies the keys and checks them. */
  public Entity {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || !keys.get(0).text().equals(table.key())) {
      throw new IllegalArgumentException(
          "keys: " + keys + " (expected: " + table.key() + " as the first)");
    }
    if (keys.size() > MAX_KEYS || Set.copyOf(keys).size() < keys.size()) {
      throw new IllegalArgumentException(
          "keys: " + keys + " (expected: at most " + MAX_KEYS + ", each once)");
    }
    for (Field key : keys) {
      if (!mayBeKey(key)) {
        throw new IllegalArgumentException(
            "keys: " + key.text() + " of type " + key.type().text() + " (expected: int64, string)");
      }
    }
  }

  /** Returns whether a field is of a type that keys are of: an integer or a string. */
  public static boolean mayBeKey(Field field) {
    return field.type() == ScalarType.INT64 || field.type() == ScalarType.STRING;
  }

  /** Returns the key by which the table is partitioned. */
  public Field root() {
    return keys.get(0);
  }
}
