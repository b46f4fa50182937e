package io.nearline.bench.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One round: each cell once.
 *
 * @param figures by the cells' keys
 */
public record Round(Map<String, Figures> figures) {
  /** Copies the map. */
  public Round {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /**
   * Returns the figures of a cell.
   *
   * @throws IllegalArgumentException when it was not measured
   */
  public Figures of(String key) {
    Figures found = figures.get(key);
    if (found == null) {
      throw new IllegalArgumentException(key + " (expected: one of " + figures.keySet() + ")");
    }
    return found;
  }
}
