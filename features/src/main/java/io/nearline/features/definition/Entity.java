package io.nearline.features.definition;

import io.nearline.features.attribute.EntityTable;
import io.nearline.features.field.Field;
import java.util.List;

/**
 * The key that features are about.
 *
 * @param keys the fields that make up the key, the root first
 * @param table the table that is partitioned and sorted by the root
 */
public record Entity(List<Field> keys, EntityTable table) {

  /** Copies the keys and checks the root. */
  public Entity {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || !keys.get(0).text().equals(table.key())) {
      throw new IllegalArgumentException(
          "keys: " + keys + " (expected: " + table.key() + " as the first)");
    }
  }

  /** Returns the key by which the table is partitioned. */
  public Field root() {
    return keys.get(0);
  }
}
