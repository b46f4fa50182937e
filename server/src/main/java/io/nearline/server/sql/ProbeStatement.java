package io.nearline.server.sql;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.field.StandardField;
import io.nearline.server.pinot.PinotSql;
import java.util.List;

/** Asks a table for every column that a catalogue needs, and for as good as no row. */
public final class ProbeStatement {
  private ProbeStatement() {}

  /**
   * Returns the statement.
   *
   * @param promoted the attributes that have columns of their own
   */
  public static PinotSql write(EntityTable table, List<Attribute> promoted) {
    SqlWriter sql = new SqlWriter().sql("SELECT ");
    for (StandardField field : StandardField.values()) {
      sql.name(field.text()).sql(", ");
    }
    AttributeRoot[] roots = AttributeRoot.values();
    for (int i = 0; i < roots.length; i++) {
      sql.sql(i == 0 ? "" : ", ").name(roots[i].field());
    }
    for (Attribute attribute : promoted) {
      sql.sql(", ").name(attribute.column().orElseThrow());
    }
    sql.sql(" FROM ").name(table.table()).sql(" LIMIT 1");
    return new PinotSql(table.table(), sql.toString());
  }
}
