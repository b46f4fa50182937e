package io.nearline.server.vector;

import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.pinot.MalformedAnswerException;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.Subject;
import io.nearline.server.sql.TermColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an aggregate statement, by entity: at most one of each, for every statement's keys
 * are asked of Pinot once. A key without a row had no action; the row of one that alone was asked
 * for counts none.
 */
final class AggregateRows {
  private final @Nullable PinotTable[] tables;
  private final int[] rows;

  AggregateRows(KeyIndex keys, Subject subject, List<Chunk> chunks) {
    this.tables = new PinotTable[keys.keys().size()];
    this.rows = new int[tables.length];
    for (Chunk chunk : chunks) {
      PinotTable answer = chunk.rows();
      for (int row = 0; row < answer.rows(); row++) {
        int key =
            switch (subject) {
              case EACH_ENTITY -> keys.find(chunk, row);
              case ONE_ENTITY -> chunk.from();
            };
        if (key == KeyIndex.NOT_ASKED_FOR) {
          continue;
        }
        if (tables[key] != null) {
          throw new MalformedAnswerException(
              "a second row of key " + keys.keys().text(key) + " (expected: one of each key)");
        }
        tables[key] = answer;
        rows[key] = row;
      }
    }
  }

  boolean missing(int key, TermColumns columns) {
    PinotTable table = tables[key];
    return table == null
        || (columns instanceof TermColumns.Extreme extreme
            && table.int64(rows[key], extreme.qualifying()) == 0);
  }

  long int64(int key, TermColumns columns) {
    PinotTable table = tables[key];
    if (table == null) {
      return 0;
    }
    int row = rows[key];
    if (columns instanceof TermColumns.Distinct distinct) {
      boolean elseSeen = table.int64(row, distinct.qualifying()) < table.int64(row, distinct.all());
      boolean elseIsData = distinct.alsoData() >= 0 && table.int64(row, distinct.alsoData()) > 0;
      long count = table.int64(row, distinct.value()) - (elseSeen && !elseIsData ? 1 : 0);
      // An estimate may leave the bounds, of which 0 over nothing is one.
      long qualifying = table.int64(row, distinct.qualifying());
      return Math.max(Math.min(1, qualifying), Math.min(count, qualifying));
    }
    return table.int64(row, value(columns));
  }

  double float64(int key, TermColumns columns) {
    PinotTable table = tables[key];
    return table == null ? 0 : table.float64(rows[key], value(columns));
  }

  private static int value(TermColumns columns) {
    if (columns instanceof TermColumns.Plain plain) {
      return plain.value();
    }
    return columns instanceof TermColumns.Extreme extreme
        ? extreme.value()
        : ((TermColumns.Distinct) columns).value();
  }
}
