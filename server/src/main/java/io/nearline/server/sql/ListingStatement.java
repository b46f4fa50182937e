package io.nearline.server.sql;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.condition.Condition;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.VectorType;
import io.nearline.server.pinot.PinotSql;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists an actor's actions, newest first: by timestamp, then event id, both descending. */
public final class ListingStatement {
  private final Entity entity;
  private final List<Attribute> vectors;
  private final List<String> columns;

  /**
   * Lists from a table that is keyed by the actor.
   *
   * @param promoted the attributes that have columns of their own; those that left the JSON are
   *     listed
   */
  public ListingStatement(Entity entity, List<Attribute> promoted) {
    this.entity = entity;
    this.vectors =
        promoted.stream().filter(attribute -> attribute.type() instanceof VectorType).toList();
    this.columns =
        Stream.of(
                Arrays.stream(StandardField.values()).map(StandardField::text),
                Arrays.stream(AttributeRoot.values()).map(AttributeRoot::field),
                vectors.stream().map(vector -> vector.column().orElseThrow()))
            .flatMap(names -> names)
            .toList();
  }

  /**
   * What to list.
   *
   * @param actor the actor
   * @param afterMillis actions later than this
   * @param asOfMillis and not later than this, in epoch milliseconds
   * @param verbs only these; empty: all
   * @param where only those for which it holds
   * @param before only those that come after this one in the listing
   */
  public record Range(
      long actor,
      long afterMillis,
      long asOfMillis,
      List<String> verbs,
      Condition where,
      Optional<Position> before) {

    /** Copies. */
    public Range {
      verbs = List.copyOf(verbs);
    }
  }

  /**
   * Where an action stands in a listing.
   *
   * @param timestamp its timestamp in epoch milliseconds
   * @param eventId its event id
   */
  public record Position(long timestamp, String eventId) {}

  /** Returns the column of a standard field. */
  public int column(StandardField field) {
    return columns.indexOf(field.text());
  }

  /** Returns the column of the attributes of an actor, a verb or an object, which are JSON. */
  public int column(AttributeRoot root) {
    return columns.indexOf(root.field());
  }

  /** Returns the column of one of {@link #vectors}. */
  public int column(Attribute vector) {
    return columns.indexOf(vector.column().orElseThrow());
  }

  /** Returns the attributes that are vectors: they have left the JSON. */
  public List<Attribute> vectors() {
    return vectors;
  }

  /** Returns the statement that lists at most {@code limit} actions. */
  public PinotSql write(Range range, int limit) {
    SqlWriter sql = new SqlWriter().sql("SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      sql.sql(i == 0 ? "" : ", ").name(columns.get(i));
    }
    sql.sql(" FROM ").name(entity.table().table());
    writeWhere(sql, range);
    sql.sql(" ORDER BY ")
        .name(StandardField.TIMESTAMP.text())
        .sql(" DESC, ")
        .name(StandardField.EVENT_ID.text())
        .sql(" DESC LIMIT ")
        .literal(limit);
    return new PinotSql(entity.table().table(), sql.toString());
  }

  private void writeWhere(SqlWriter sql, Range range) {
    String timestamp = StandardField.TIMESTAMP.text();
    sql.sql(" WHERE ").name(entity.root().text()).sql(" = ").literal(range.actor());
    sql.sql(" AND ").name(timestamp).sql(" > ").literal(range.afterMillis());
    sql.sql(" AND ").name(timestamp).sql(" <= ").literal(range.asOfMillis()).sql(" AND ");
    Clauses.writeNoHeartbeats(sql);
    if (!range.verbs().isEmpty()) {
      sql.sql(" AND ").name(StandardField.VERB.text()).sql(" IN (");
      for (int i = 0; i < range.verbs().size(); i++) {
        sql.sql(i == 0 ? "" : ", ").literal(range.verbs().get(i));
      }
      sql.sql(")");
    }
    if (!(range.where() instanceof Condition.Always)) {
      sql.sql(" AND ");
      SqlCondition.write(sql, range.where());
    }
    range.before().ifPresent(position -> writeBefore(sql, position));
  }

  private static void writeBefore(SqlWriter sql, Position position) {
    String timestamp = StandardField.TIMESTAMP.text();
    sql.sql(" AND (").name(timestamp).sql(" < ").literal(position.timestamp());
    sql.sql(" OR (").name(timestamp).sql(" = ").literal(position.timestamp());
    sql.sql(" AND ").name(StandardField.EVENT_ID.text()).sql(" < ").literal(position.eventId());
    sql.sql("))");
  }
}
