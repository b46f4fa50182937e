package io.nearline.server.vector;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.batch.StatementAnswer.Chunk;
import io.nearline.server.pinot.MalformedAnswerException;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.GroupedStatement;
import java.util.List;

/** The rows of a grouped statement, by key. */
final class GroupedRows {
  private final ScalarType type;
  private final boolean boolAsText;
  private final int groupColumn;
  private final List<PinotTable> answers;
  private final RowsByKey rows;

  GroupedRows(KeyIndex keys, GroupedStatement statement, List<Chunk> chunks) {
    this.type = (ScalarType) statement.field().type();
    this.boolAsText = !FieldCells.isColumn(statement.field());
    this.groupColumn = statement.groupColumn();
    this.answers = chunks.stream().map(Chunk::rows).toList();
    this.rows = RowsByKey.of(keys, chunks);
  }

  Items groups(int key, int countColumn) {
    Items.Builder groups = Items.builder(type, rows.to(key) - rows.from(key));
    for (int i = rows.from(key); i < rows.to(key); i++) {
      PinotTable table = answers.get(rows.table(i));
      int row = rows.row(i);
      if (table.int64(row, countColumn) > 0) {
        switch (type) {
          case STRING -> groups.add(table.string(row, groupColumn));
          case INT64 -> groups.add(table.int64(row, groupColumn));
          case DOUBLE -> groups.add(table.float64(row, groupColumn));
          case BOOL -> groups.add(bool(table, row));
        }
      }
    }
    return groups.build();
  }

  Items counts(int key, int countColumn) {
    Items.Builder counts = Items.builder(ScalarType.INT64, rows.to(key) - rows.from(key));
    for (int i = rows.from(key); i < rows.to(key); i++) {
      long count = answers.get(rows.table(i)).int64(rows.row(i), countColumn);
      if (count > 0) {
        counts.add(count);
      }
    }
    return counts.build();
  }

  private boolean bool(PinotTable table, int row) {
    return FieldCells.bool(table, row, groupColumn, boolAsText)
        .orElseThrow(
            () ->
                new MalformedAnswerException(
                    table.columns().get(groupColumn)
                        + ": "
                        + table.string(row, groupColumn)
                        + " (expected: a boolean)"));
  }
}
