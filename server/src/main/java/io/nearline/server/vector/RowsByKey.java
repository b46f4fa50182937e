package io.nearline.server.vector;

import io.nearline.server.batch.StatementAnswer.Chunk;
import java.util.List;

/** The rows of several answers, put together key by key. */
final class RowsByKey {
  /** Where each key's rows begin; one more for the end of the last. */
  private final int[] starts;

  private final int[] tables;
  private final int[] rows;

  private RowsByKey(int[] starts, int[] tables, int[] rows) {
    this.starts = starts;
    this.tables = tables;
    this.rows = rows;
  }

  /**
   * Sorts rows by the keys in their first columns. Those of entities that were let through, but not
   * asked for by their statement, are left out.
   *
   * @throws io.nearline.server.pinot.MalformedAnswerException when a row is of a key that nobody
   *     asked for
   */
  static RowsByKey of(KeyIndex keys, List<Chunk> chunks) {
    int[] starts = new int[keys.keys().size() + 1];
    for (Chunk chunk : chunks) {
      for (int row = 0; row < chunk.rows().rows(); row++) {
        int key = keys.find(chunk, row);
        if (key != KeyIndex.NOT_ASKED_FOR) {
          starts[key + 1]++;
        }
      }
    }
    for (int key = 1; key < starts.length; key++) {
      starts[key] += starts[key - 1];
    }
    int[] next = starts.clone();
    int[] tables = new int[starts[starts.length - 1]];
    int[] rows = new int[tables.length];
    for (int table = 0; table < chunks.size(); table++) {
      Chunk chunk = chunks.get(table);
      for (int row = 0; row < chunk.rows().rows(); row++) {
        int key = keys.find(chunk, row);
        if (key != KeyIndex.NOT_ASKED_FOR) {
          tables[next[key]] = table;
          rows[next[key]++] = row;
        }
      }
    }
    return new RowsByKey(starts, tables, rows);
  }

  /** Returns how many rows there are. */
  int size() {
    return rows.length;
  }

  /** Returns the index of a key's first row. */
  int from(int key) {
    return starts[key];
  }

  /** Returns the index after a key's last row. */
  int to(int key) {
    return starts[key + 1];
  }

  /** Returns the answer that holds a row. */
  int table(int index) {
    return tables[index];
  }

  /** Returns the row in its answer. */
  int row(int index) {
    return rows[index];
  }
}
