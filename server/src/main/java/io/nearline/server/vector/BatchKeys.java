package io.nearline.server.vector;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.sql.Partitioning;
import java.util.ArrayList;
import java.util.List;

/**
 * The entities that one or several callers ask for in one lookup: each entity once, whoever asks,
 * and of every row of every caller which entity it is about. Immutable.
 */
public final class BatchKeys {
  private final KeyIndex index;

  /** Where each caller's rows begin among those of the index; one more for the end of the last. */
  private final int[] starts;

  private BatchKeys(KeyIndex index, int[] starts) {
    this.index = index;
    this.starts = starts;
  }

  /**
   * Indexes the columns of callers.
   *
   * @param callers of each caller, at least one, its columns as {@link KeyIndex#of} wants them
   * @param partitioning where the table has each root key's rows
   * @param rootKeysPerStatement more root keys than these are put in the order of their partitions
   */
  public static BatchKeys of(
      List<List<Items>> callers, Partitioning partitioning, int rootKeysPerStatement) {
    int[] starts = new int[callers.size() + 1];
    for (int caller = 0; caller < callers.size(); caller++) {
      starts[caller + 1] = starts[caller] + rows(callers.get(caller));
    }
    List<Items> columns = callers.size() == 1 ? callers.get(0) : oneBelowTheOther(callers);
    return new BatchKeys(KeyIndex.of(columns, partitioning, rootKeysPerStatement), starts);
  }

  private static int rows(List<Items> columns) {
    int rows = 0;
    for (Items column : columns) {
      rows = Math.max(rows, column.size());
    }
    return rows;
  }

  private static List<Items> oneBelowTheOther(List<List<Items>> callers) {
    List<Items> columns = new ArrayList<>();
    for (int key = 0; key < callers.get(0).size(); key++) {
      Items.Builder column = Items.builder(callers.get(0).get(key).type(), callers.size());
      for (List<Items> caller : callers) {
        append(column, caller.get(key), rows(caller));
      }
      columns.add(column.build());
    }
    return columns;
  }

  /** Appends a column; one of length 1 stands for any number of rows. */
  private static void append(Items.Builder column, Items values, int rows) {
    for (int row = 0; row < rows; row++) {
      int at = values.size() == 1 ? 0 : row;
      if (values.type() == ScalarType.STRING) {
        column.add(values.string(at));
      } else {
        column.add(values.int64(at));
      }
    }
  }

  /** Returns the different entities. */
  public KeyIndex index() {
    return index;
  }

  /** Returns how many rows a caller has. */
  int rows(int caller) {
    return starts[caller + 1] - starts[caller];
  }

  /** Returns which of the index' keys a caller's row is about. */
  int position(int caller, int row) {
    return index.position(starts[caller] + row);
  }

  /** Returns whether any row of a caller is about a key from one to before another. */
  boolean asksFor(int caller, int from, int to) {
    for (int row = 0; row < rows(caller); row++) {
      int position = position(caller, row);
      if (position >= from && position < to) {
        return true;
      }
    }
    return false;
  }
}
