package io.nearline.server.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.nearline.features.action.Action;
import io.nearline.features.condition.Atom;
import io.nearline.features.condition.Comparator;
import io.nearline.features.condition.Condition;
import io.nearline.features.condition.Constant;
import io.nearline.features.condition.Literal;
import io.nearline.features.condition.Operand;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import java.util.List;

/**
 * Conditions in SQL, as Pinot evaluates them both in WHERE and inside CASE: without NOT, the
 * missing operands guarded ({@link Condition#withoutNegation}). SQL means exactly the same: strings
 * are ordered only against literals of which every system has the same order.
 */
public final class SqlCondition {
  private SqlCondition() {}

  /** Writes a condition, in parentheses where it needs them beside an AND. */
  static void write(SqlWriter sql, Condition condition) {
    writePart(sql, condition.withoutNegation());
  }

  private static void writePart(SqlWriter sql, Condition condition) {
    if (condition instanceof Condition.Or or) {
      sql.sql("(");
      writeAll(sql, or.conditions(), " OR ");
      sql.sql(")");
    } else if (condition instanceof Condition.And and) {
      sql.sql("(");
      writeAll(sql, and.conditions(), " AND ");
      sql.sql(")");
    } else {
      writeAtom(sql, condition);
    }
  }

  private static void writeAll(
      SqlWriter sql, List<Condition> conditions, @CompileTimeConstant String between) {
    for (int i = 0; i < conditions.size(); i++) {
      sql.sql(i == 0 ? "" : between);
      writePart(sql, conditions.get(i));
    }
  }

  private static void writeAtom(SqlWriter sql, Condition atom) {
    if (atom instanceof Atom.Comparison comparison) {
      writeComparison(sql, comparison);
    } else if (atom instanceof Atom.In in) {
      writeIn(sql, in);
    } else if (atom instanceof Atom.StartsWith starts) {
      writeStartsWith(sql, starts.field(), starts.prefix());
    } else if (atom instanceof Atom.StartsOtherwise starts) {
      writeStartsWith(sql, starts.field(), starts.prefix());
      sql.sql(" = false");
    } else if (atom instanceof Atom.Has has) {
      new SqlField(has.field()).writePresent(sql);
    } else if (atom instanceof Atom.Missing missing) {
      new SqlField(missing.field()).writeMissing(sql);
    } else if (atom instanceof Condition.Never) {
      // Every statement excludes heartbeats. Pinot 0.11 has no constant conditions.
      sql.name(StandardField.VERB.text()).sql(" = ").literal(Action.HEARTBEAT_VERB);
    } else {
      throw new IllegalArgumentException(
          atom.text() + " (expected: a condition without negation that is not constantly true)");
    }
  }

  private static void writeComparison(SqlWriter sql, Atom.Comparison comparison) {
    Field left = comparison.field();
    if (comparison.right() instanceof Operand.FieldOperand right) {
      if (left.type() == ScalarType.BOOL) {
        writeBools(sql, left, comparison.comparator(), right.field());
      } else {
        new SqlField(left).write(sql);
        writeSign(sql, comparison.comparator());
        new SqlField(right.field()).write(sql);
      }
      return;
    }
    new SqlField(left).write(sql);
    writeSign(sql, comparison.comparator());
    writeConstant(sql, left, (Constant) comparison.right());
  }

  /** Two booleans may be stored differently: each is compared with the literals of its own kind. */
  private static void writeBools(SqlWriter sql, Field left, Comparator comparator, Field right) {
    boolean equal = comparator == Comparator.EQUAL;
    sql.sql("(");
    for (boolean value : new boolean[] {true, false}) {
      sql.sql(value ? "(" : " OR (");
      new SqlField(left).write(sql);
      sql.sql(" = ");
      new SqlField(left).writeBool(sql, value);
      sql.sql(" AND ");
      new SqlField(right).write(sql);
      sql.sql(" = ");
      new SqlField(right).writeBool(sql, equal == value);
      sql.sql(")");
    }
    sql.sql(")");
  }

  private static void writeIn(SqlWriter sql, Atom.In in) {
    new SqlField(in.field()).write(sql);
    sql.sql(" IN (");
    for (int i = 0; i < in.values().size(); i++) {
      sql.sql(i == 0 ? "" : ", ");
      writeConstant(sql, in.field(), in.values().get(i));
    }
    sql.sql(")");
  }

  private static void writeStartsWith(SqlWriter sql, Field field, Constant prefix) {
    sql.sql("startsWith(");
    new SqlField(field).write(sql);
    sql.sql(", ");
    writeConstant(sql, field, prefix);
    sql.sql(")");
  }

  private static void writeConstant(SqlWriter sql, Field field, Constant constant) {
    if (constant instanceof Operand.Requested requested) {
      sql.slot(new Slot.Requested(requested.value(), field));
    } else {
      writeLiteral(sql, field, (Literal) constant);
    }
  }

  /** Writes a literal as the field would hold it. */
  static void writeLiteral(SqlWriter sql, Field field, Literal literal) {
    if (literal instanceof Literal.Text text) {
      sql.literal(text.value());
    } else if (literal instanceof Literal.Int64 number) {
      sql.literal(number.value());
    } else if (literal instanceof Literal.Float64 number) {
      sql.literal(number.value());
    } else if (literal instanceof Literal.Bool bool) {
      new SqlField(field).writeBool(sql, bool.value());
    }
  }

  private static void writeSign(SqlWriter sql, Comparator comparator) {
    switch (comparator) {
      case EQUAL -> sql.sql(" = ");
      case NOT_EQUAL -> sql.sql(" <> ");
      case LESS -> sql.sql(" < ");
      case LESS_OR_EQUAL -> sql.sql(" <= ");
      case GREATER -> sql.sql(" > ");
      case GREATER_OR_EQUAL -> sql.sql(" >= ");
    }
  }
}
