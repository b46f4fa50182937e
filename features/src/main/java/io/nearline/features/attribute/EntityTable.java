package io.nearline.features.attribute;

import io.nearline.features.type.ScalarType;
import java.time.Duration;

/**
 * A root key, and the table that is partitioned and sorted by it.
 *
 * @param key the key: {@code actor}, {@code object}, or the path of an attribute
 * @param table the Pinot table's name
 * @param type {@code INT64} or {@code STRING}
 * @param retention how long actions are kept: the longest window
 */
public record EntityTable(String key, String table, ScalarType type, Duration retention) {

  /** Checks the type and the retention. */
  public EntityTable {
    if (type != ScalarType.INT64 && type != ScalarType.STRING) {
      throw new IllegalArgumentException(
          "type of " + key + ": " + type.text() + " (expected: int64 or string)");
    }
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException(
          "retention of " + key + ": " + retention + " (expected: > 0)");
    }
  }

  /** Returns the table of the same key in a generation, of one that is named as in the first. */
  EntityTable inGeneration(int generation) {
    return new EntityTable(key, Generations.name(table, generation), type, retention);
  }
}
