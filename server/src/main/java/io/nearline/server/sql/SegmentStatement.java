package io.nearline.server.sql;

import io.nearline.features.attribute.EntityTable;
import io.nearline.server.pinot.PinotSql;

/**
 * Asks a table for the names of its segments that have rows. Pinot answers without reading any row:
 * a segment's name is a column of one value.
 */
public final class SegmentStatement {
  /** Enough to have a segment of each partition among them, however many segments there are. */
  private static final int LIMIT = 20_000;

  private SegmentStatement() {}

  /** Returns the statement. */
  public static PinotSql write(EntityTable table) {
    SqlWriter sql = new SqlWriter().sql("SELECT DISTINCT ").name("$segmentName");
    sql.sql(" FROM ").name(table.table()).sql(" LIMIT ").literal(LIMIT);
    return new PinotSql(table.table(), sql.toString());
  }
}
