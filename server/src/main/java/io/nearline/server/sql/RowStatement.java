package io.nearline.server.sql;

import io.nearline.features.definition.Entity;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValues;
import io.nearline.features.type.VectorType;
import io.nearline.server.pinot.PinotSql;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Fetches the actions themselves, unordered, for what Pinot can't aggregate. It fetches no action
 * that none of its scopes' conditions holds for. The keys' columns are the first.
 */
public final class RowStatement implements Statement {
  /**
   * How many numbers and texts an answer over several keys may bring. Packed, a number of a vector
   * takes 4 to 8 bytes and another cell 9 to 18, a text its characters besides: 8 MB where rows are
   * wide.
   */
  private static final int MOST_CELLS = 1_000_000;

  private final Entity entity;
  private final List<Field> fields;
  private final SqlTemplate template;
  private final int limit;
  private final int limitOfSeveralKeys;

  private RowStatement(Entity entity, List<Field> fields, SqlTemplate template, int limit) {
    this.entity = entity;
    this.fields = fields;
    this.template = template;
    this.limit = limit;
    this.limitOfSeveralKeys = Math.max(1, Math.min(limit, MOST_CELLS / cells()));
  }

  private static int cells(Field field) {
    return field.type() instanceof VectorType vector ? vector.dimension() : 1;
  }

  /**
   * Compiles a fetch.
   *
   * @param fields what to fetch of each action
   * @param scopes which actions: at least one
   * @param limit the largest number of rows, at least 1
   */
  public static RowStatement compile(
      Entity entity, Set<Field> fields, Collection<Scope> scopes, int limit) {
    Set<Field> columns = new LinkedHashSet<>();
    columns.addAll(entity.keys());
    columns.addAll(fields);
    SqlWriter sql = new SqlWriter().sql("SELECT ");
    for (Field field : columns) {
      sql.sql(field.equals(entity.root()) ? "" : ", ");
      new SqlField(field).write(sql);
    }
    Clauses.writeWhere(
        sql,
        entity,
        scopes.stream().mapToLong(Scope::windowMillis).max().orElseThrow(),
        Clauses.anyOf(scopes));
    sql.sql(" LIMIT ").slot(new Slot.Limit());
    return new RowStatement(entity, List.copyOf(columns), sql.template(), limit);
  }

  /** Returns the same fetch with another limit, at least 1. */
  public RowStatement withLimit(int other) {
    return new RowStatement(entity, fields, template, other);
  }

  @Override
  public Entity entity() {
    return entity;
  }

  /** Returns the fields in the order of their columns, the keys first. */
  public List<Field> fields() {
    return fields;
  }

  @Override
  public String strategy() {
    return "row_fetch";
  }

  @Override
  public int aggregations() {
    return 0;
  }

  /** Returns the largest number of rows for several entities: no more than for one. */
  public int limitOfSeveralKeys() {
    return limitOfSeveralKeys;
  }

  /** Returns how many numbers and texts one row has: a vector's are counted one by one. */
  public int cells() {
    return fields.stream().mapToInt(RowStatement::cells).sum();
  }

  /**
   * The largest number of rows for one entity; for several it may be less, since vectors are wide,
   * and few entities have that many.
   */
  @Override
  public int limit(EntityKeys keys) {
    return keys.size() == 1 ? limit : limitOfSeveralKeys;
  }

  @Override
  public PinotSql write(EntityKeys keys, long asOfMillis, RequestValues values) {
    return new PinotSql(
        entity.table().table(), template.write(keys, asOfMillis, values, limit(keys)));
  }
}
