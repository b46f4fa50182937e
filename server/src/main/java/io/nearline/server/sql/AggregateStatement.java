package io.nearline.server.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.nearline.features.aggregate.HalfLife;
import io.nearline.features.aggregate.Term;
import io.nearline.features.condition.Condition;
import io.nearline.features.definition.Entity;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.request.RequestValues;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.sql.AggregateColumns.Part;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement for all single terms of a lookup: {@code SELECT keys, "sum"("case"(…, …, …)), …
 * GROUP BY keys}. Each term's window and condition is inside its CASE, but for what all have in
 * common, and for the verbs that any of them asks for, which is in the WHERE. An entity without
 * actions that qualify has no row. The keys' columns are the first.
 *
 * <p>Of one entity there need be no groups, which is less to do for each of its actions: {@code
 * SELECT "sum"("case"(…, …, …)), …} has one row and no keys, whether there are actions or not.
 */
public final class AggregateStatement implements Statement {
  private final Entity entity;
  private final SqlTemplate template;
  private final int aggregations;
  private final boolean adds;
  private final int mostGroups;
  private final Subject subject;

  private AggregateStatement(
      Entity entity,
      SqlTemplate template,
      int aggregations,
      boolean adds,
      int mostGroups,
      Subject subject) {
    this.subject = subject;
    this.entity = entity;
    this.template = template;
    this.aggregations = aggregations;
    this.adds = adds;
    this.mostGroups = mostGroups;
  }

  @Override
  public Entity entity() {
    return entity;
  }

  @Override
  public String strategy() {
    return "aggregate";
  }

  @Override
  public int aggregations() {
    return aggregations;
  }

  /** Returns what its rows are about. */
  public Subject subject() {
    return subject;
  }

  /** Returns whether it adds values up, so that {@link Sums} makes a difference. */
  public boolean adds() {
    return adds;
  }

  /**
   * One more than there can be, so that a whole answer is never as long as the limit; less only
   * where the keys of several entities could be combined in more ways than there may be groups.
   */
  @Override
  public int limit(EntityKeys keys) {
    return (int) Math.min(keys.combinations(), Math.max(keys.size(), mostGroups)) + 1;
  }

  @Override
  public PinotSql write(EntityKeys keys, long asOfMillis, RequestValues values) {
    if (subject == Subject.ONE_ENTITY && keys.size() > 1) {
      throw new IllegalArgumentException(keys.size() + " entities (expected: one)");
    }
    return new PinotSql(
        entity.table().table(), template.write(keys, asOfMillis, values, limit(keys)));
  }

  /** Collects terms; equal columns are computed once. Not thread-safe. */
  public static final class Builder {
    private final Entity entity;
    private final long longestMillis;
    private final SharedCondition shared;
    private final Condition verbs;
    private final Sums sums;
    private final Subject subject;
    private boolean adds;
    private final AggregateColumns columns;

    /**
     * Begins a statement.
     *
     * @param scopes those of all terms to come
     */
    public Builder(Entity entity, Collection<Scope> scopes, Sums sums, Subject subject) {
      this.entity = entity;
      this.sums = sums;
      this.subject = subject;
      this.columns =
          new AggregateColumns(
              switch (subject) {
                case EACH_ENTITY -> entity.keys().size();
                case ONE_ENTITY -> 0;
              });
      this.longestMillis = scopes.stream().mapToLong(Scope::windowMillis).max().orElse(0);
      this.shared = SharedCondition.of(scopes);
      this.verbs = AnyOf.verbs(scopes.stream().map(scope -> shared.rest(scope).where()).toList());
    }

    /** Adds a term and returns where its value will be. */
    public TermColumns add(Scope scope, Term.Single term) {
      if (term instanceof Term.Count) {
        return new TermColumns.Plain(count(scope, null));
      }
      if (term instanceof Term.CountPresent count) {
        return new TermColumns.Plain(count(scope, count.field()));
      }
      if (term instanceof Term.Sum sum) {
        return sum(within(scope, sum.field()), new SqlField(sum.field())::write);
      }
      if (term instanceof Term.DecayedCount count) {
        return sum(
            within(scope, count.needed().orElse(null)), sql -> writeWeight(sql, count.halfLife()));
      }
      if (term instanceof Term.DecayedSum sum) {
        return sum(
            within(scope, sum.field()),
            sql -> {
              new SqlField(sum.field()).write(sql);
              sql.sql(" * ");
              writeWeight(sql, sum.halfLife());
            });
      }
      if (term instanceof Term.Min min) {
        return extreme("min", scope, min.field(), min.field(), Double.MAX_VALUE);
      }
      if (term instanceof Term.Max max) {
        return extreme("max", scope, max.field(), max.field(), -Double.MAX_VALUE);
      }
      if (term instanceof Term.ApproximateDistinctCount count) {
        TermColumns distinct =
            distinct(
                "distinctcounthll",
                scope,
                count.field(),
                sql -> sql.sql(", ").literal(count.log2m()));
        // An estimate needs its bounds, even where there is no ELSE.
        return distinct instanceof TermColumns.Plain plain
            ? new TermColumns.Distinct(plain.value(), columns.countAll(), columns.countAll(), -1)
            : distinct;
      }
      return distinct("distinctcount", scope, ((Term.DistinctCount) term).field(), sql -> {});
    }

    private TermColumns sum(SqlWriter within, Part value) {
      adds = true;
      Part zero = sql -> sql.literal(0);
      Part nothing = sql -> {};
      return new TermColumns.Plain(
          switch (sums) {
            case REPEATABLE -> columns.add("sumprecision", within, value, zero, nothing);
            case QUICK -> columns.add("sum", within, value, zero, nothing);
          });
    }

    /** Every instant is less than 2^53 and not after the lookup's: the difference is exact. */
    private static void writeWeight(SqlWriter sql, HalfLife halfLife) {
      sql.call("exp")
          .sql("(")
          .name(StandardField.TIMESTAMP.text())
          .sql(" - ")
          .slot(new Slot.Instant(0))
          .sql(") * ")
          .literal(Math.log(2) / halfLife.millis())
          .sql(")");
    }

    /**
     * Adds the time of the latest action in a scope and returns where it will be.
     *
     * @param needed a scalar field that the action must have; empty: any action will do
     */
    public TermColumns.Extreme addLastAction(Scope scope, Optional<Field> needed) {
      return extreme("max", scope, StandardField.TIMESTAMP, needed.orElse(null), -Double.MAX_VALUE);
    }

    /** Returns whether any term was added. */
    public boolean isEmpty() {
      return columns.isEmpty();
    }

    /**
     * Returns the statement of the terms added.
     *
     * @param mostGroups the largest number of groups, unless there are more entities
     */
    public AggregateStatement build(int mostGroups) {
      SqlWriter sql = new SqlWriter().sql("SELECT ");
      if (subject == Subject.EACH_ENTITY) {
        Clauses.writeKeys(sql, entity);
        sql.sql(", ");
      }
      columns.write(sql);
      Clauses.writeWhere(
          sql, entity, longestMillis, Condition.and(List.of(shared.condition(), verbs)));
      if (subject == Subject.EACH_ENTITY) {
        sql.sql(" GROUP BY ");
        Clauses.writeKeys(sql, entity);
      }
      sql.sql(" LIMIT ").slot(new Slot.Limit());
      return new AggregateStatement(
          entity, sql.template(), columns.size(), adds, mostGroups, subject);
    }

    private int count(Scope scope, @Nullable Field present) {
      SqlWriter within = within(scope, present);
      return within.toString().isEmpty() ? columns.countAll() : columns.countWhere(within);
    }

    private TermColumns.Extreme extreme(
        @CompileTimeConstant String function,
        Scope scope,
        Field field,
        @Nullable Field present,
        double otherwise) {
      int value =
          columns.add(
              function,
              within(scope, present),
              new SqlField(field)::write,
              writer -> {
                if (field == StandardField.TIMESTAMP) {
                  // No instant is as far away, and every double up to here is an exact integer.
                  writer.literal(otherwise > 0 ? 1L << 53 : -(1L << 53));
                } else {
                  writer.literal(otherwise);
                }
              },
              sql -> {});
      return new TermColumns.Extreme(value, count(scope, present));
    }

    private TermColumns distinct(
        @CompileTimeConstant String function, Scope scope, Field field, Part argument) {
      SqlWriter within = within(scope, field);
      int value =
          columns.add(
              function,
              within,
              new SqlField(field)::write,
              new SqlField(field)::writeMissingValue,
              argument);
      if (within.toString().isEmpty()) {
        return new TermColumns.Plain(value);
      }
      int alsoData = -1;
      if (!(field instanceof AttributeField)) {
        SqlWriter collision = new SqlWriter().append(within).sql(" AND ");
        new SqlField(field).writeMissing(collision);
        alsoData = columns.countWhere(collision);
      }
      return new TermColumns.Distinct(
          value, columns.countWhere(within), columns.countAll(), alsoData);
    }

    private SqlWriter within(Scope scope, @Nullable Field present) {
      return Clauses.within(shared.rest(scope), present, longestMillis);
    }
  }
}
