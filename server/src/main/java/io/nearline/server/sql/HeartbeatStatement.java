package io.nearline.server.sql;

import io.nearline.features.action.Action;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.attribute.EntityTable;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.server.pinot.PinotSql;
import java.util.Collection;

/**
 * Asks a table for the newest heartbeat of each partition. The columns of the answer: the root key,
 * the heartbeat's time, its partition, how many there are, and the instant through which all is in,
 * or 0; times in epoch milliseconds.
 */
public final class HeartbeatStatement {
  /** More than any table has partitions. */
  private static final int LIMIT = 20_000;

  private HeartbeatStatement() {}

  /**
   * Returns the column of a table's root key: its own name, or where an attribute is promoted to.
   */
  public static String key(EntityTable table, AttributeCatalogue catalogue) {
    return catalogue.attributes().stream()
        .filter(attribute -> attribute.path().toString().equals(table.key()))
        .findFirst()
        .flatMap(Attribute::column)
        .orElse(table.key());
  }

  /**
   * Returns the statement.
   *
   * @param key the column of its root key
   * @param keys the root keys of its heartbeats, as text, by which Pinot finds them at once; none:
   *     they aren't known
   * @param after only of heartbeats later than this, in epoch milliseconds
   */
  public static PinotSql write(EntityTable table, String key, Collection<String> keys, long after) {
    SqlWriter sql = new SqlWriter().sql("SELECT ").name(key).sql(", MAX(");
    sql.name(StandardField.TIMESTAMP.text()).sql("), ");
    writeGreatest(sql, "partition");
    sql.sql(", ");
    writeGreatest(sql, "partitions");
    sql.sql(", ");
    writeGreatest(sql, "through");
    sql.sql(" FROM ").name(table.table()).sql(" WHERE ");
    if (!keys.isEmpty()) {
      writeKeys(sql.name(key), table.type(), keys);
    }
    sql.name(StandardField.VERB.text()).sql(" = ").literal(Action.HEARTBEAT_VERB);
    sql.sql(" AND ").name(StandardField.TIMESTAMP.text()).sql(" > ").literal(after);
    sql.sql(" GROUP BY ").name(key).sql(" LIMIT ").literal(LIMIT);
    return new PinotSql(table.table(), sql.toString());
  }

  private static void writeGreatest(SqlWriter sql, String name) {
    sql.sql("MAX(JSON_EXTRACT_SCALAR(").name(AttributeRoot.VERB.field()).sql(", ");
    sql.literal("$." + name).sql(", 'LONG', 0))");
  }

  private static void writeKeys(SqlWriter sql, ScalarType type, Collection<String> keys) {
    sql.sql(" IN (");
    boolean isFirst = true;
    for (String key : keys) {
      sql.sql(isFirst ? "" : ", ");
      if (type == ScalarType.INT64) {
        sql.literal(Long.parseLong(key));
      } else {
        sql.literal(key);
      }
      isFirst = false;
    }
    sql.sql(") AND ");
  }
}
