package io.nearline.server.sql;

import io.nearline.features.definition.Entity;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.request.RequestValues;
import io.nearline.server.pinot.PinotSql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement for all counts by one field: {@code SELECT keys, field, … GROUP BY keys, field}. It
 * has neither ORDER BY, which makes Pinot trim groups, nor HAVING. The keys' columns are the first.
 */
public final class GroupedStatement implements Statement {
  private final Entity entity;
  private final Field field;
  private final SqlTemplate template;
  private final int aggregations;
  private final int limit;

  private GroupedStatement(
      Entity entity, Field field, SqlTemplate template, int aggregations, int limit) {
    this.entity = entity;
    this.field = field;
    this.template = template;
    this.aggregations = aggregations;
    this.limit = limit;
  }

  @Override
  public Entity entity() {
    return entity;
  }

  /** Returns the field whose values are counted. */
  public Field field() {
    return field;
  }

  /** Returns the field's column; the counts follow it. */
  public int groupColumn() {
    return groupColumn(entity, field);
  }

  private static int groupColumn(Entity entity, Field field) {
    int key = entity.keys().indexOf(field);
    return key < 0 ? entity.keys().size() : key;
  }

  @Override
  public String strategy() {
    return "group_by";
  }

  @Override
  public int aggregations() {
    return aggregations;
  }

  @Override
  public int limit(EntityKeys keys) {
    return limit;
  }

  @Override
  public PinotSql write(EntityKeys keys, long asOfMillis, RequestValues values) {
    return new PinotSql(entity.table().table(), template.write(keys, asOfMillis, values, limit));
  }

  /** Collects counts; equal ones are computed once. Not thread-safe. */
  public static final class Builder {
    private final Entity entity;
    private final Field field;

    /** The column of each scope's counts. */
    private final Map<Scope, Integer> scopes = new LinkedHashMap<>();

    /** Begins a statement that is grouped by a field. */
    public Builder(Entity entity, Field field) {
      this.entity = entity;
      this.field = field;
    }

    /** Adds a count and returns its column. */
    public int add(Scope scope) {
      int next = entity.keys().size() + (isKey() ? 0 : 1) + scopes.size();
      Integer known = scopes.putIfAbsent(scope, next);
      return known == null ? next : known;
    }

    /**
     * Returns the statement of the counts added.
     *
     * @param limit the largest number of groups
     */
    public GroupedStatement build(int limit) {
      long longestMillis =
          scopes.keySet().stream().mapToLong(Scope::windowMillis).max().orElseThrow();
      SqlWriter sql = new SqlWriter().sql("SELECT ");
      writeGroup(sql);
      List<Scope> all = List.copyOf(scopes.keySet());
      for (Scope scope : all) {
        SqlWriter within = Clauses.within(scope, null, longestMillis);
        if (all.size() == 1 || within.toString().isEmpty()) {
          sql.sql(", ").call("count").sql("*)");
        } else {
          sql.sql(", ").call("sum").append(within).sql(")");
        }
      }
      Clauses.writeWhere(sql, entity, longestMillis, Clauses.anyOf(all));
      if (field instanceof AttributeField && !isKey()) {
        sql.sql(" AND ");
        new SqlField(field).writePresent(sql);
      }
      sql.sql(" GROUP BY ");
      writeGroup(sql);
      sql.sql(" LIMIT ").slot(new Slot.Limit());
      return new GroupedStatement(entity, field, sql.template(), all.size(), limit);
    }

    private void writeGroup(SqlWriter sql) {
      Clauses.writeKeys(sql, entity);
      if (!isKey()) {
        sql.sql(", ");
        new SqlField(field).write(sql);
      }
    }

    private boolean isKey() {
      return entity.keys().contains(field);
    }
  }
}
