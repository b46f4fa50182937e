package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import java.util.Arrays;

/**
 * The actions of one entity that a feature is about: inside its window, its condition true. Their
 * order means nothing.
 */
public final class Selection {
  private final ActionColumns columns;
  private final int[] rows;
  private final int size;
  private final long asOfMillis;

  /**
   * Selects rows of a batch.
   *
   * @param columns the batch
   * @param rows indexes into the batch, not to be changed afterwards
   * @param size how many of them, from the first, are selected
   * @param asOfMillis the instant of the evaluation in epoch milliseconds
   */
  public Selection(ActionColumns columns, int[] rows, int size, long asOfMillis) {
    this.columns = columns;
    this.rows = rows;
    this.size = size;
    this.asOfMillis = asOfMillis;
  }

  /** Returns the batch. */
  public ActionColumns columns() {
    return columns;
  }

  /** Returns how many actions are selected. */
  public int size() {
    return size;
  }

  /** Returns the row in the batch of a selected action. */
  public int row(int index) {
    return rows[index];
  }

  /** Returns a copy of the selected rows. */
  public int[] rows() {
    return Arrays.copyOf(rows, size);
  }

  /** Returns the instant of the evaluation in epoch milliseconds. */
  public long asOfMillis() {
    return asOfMillis;
  }
}
