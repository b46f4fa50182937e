package io.nearline.server.sql;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.MissingValue;
import io.nearline.features.field.AttributeField;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;

/**
 * How a field reads in SQL: a column, or a value taken out of a JSON column with the reserved
 * missing value as default. Booleans are INT 1, 0, −1 in columns of their own, and texts in JSON:
 * Pinot hands out JSON's booleans as strings. Any other text, of the time before the attribute was
 * declared a boolean, is a missing value.
 */
final class SqlField {
  private static final String TRUE = "true";
  private static final String FALSE = "false";

  private final Field field;

  SqlField(Field field) {
    this.field = field;
  }

  /** Writes the field's value. */
  void write(SqlWriter sql) {
    if (!(field instanceof AttributeField attributeField)) {
      sql.name(field.text());
      return;
    }
    Attribute attribute = attributeField.attribute();
    if (attribute.column().isPresent()) {
      sql.name(attribute.column().get());
      return;
    }
    sql.sql("JSON_EXTRACT_SCALAR(")
        .name(attribute.path().root().field())
        .sql(", ")
        .literal("$." + attribute.path().name());
    switch ((ScalarType) field.type()) {
      case STRING, BOOL -> sql.sql(", 'STRING', ").literal(MissingValue.STRING);
      case INT64 -> sql.sql(", 'LONG', ").literal(MissingValue.INT64);
      case DOUBLE -> sql.sql(", 'DOUBLE', ").literal(String.valueOf(MissingValue.DOUBLE));
    }
    sql.sql(")");
  }

  /** Writes that the field is there. */
  void writePresent(SqlWriter sql) {
    write(sql);
    if (isBoolText()) {
      sql.sql(" IN (").literal(TRUE).sql(", ").literal(FALSE).sql(")");
      return;
    }
    if (field.type() == ScalarType.DOUBLE) {
      // Data is finite, and −∞, which stands for missing, has no literal.
      sql.sql(" >= ").literal(-Double.MAX_VALUE);
    } else {
      sql.sql(" <> ");
      writeMissingValue(sql);
    }
  }

  /** Writes that the field is missing. */
  void writeMissing(SqlWriter sql) {
    if (isBoolText()) {
      sql.sql("(");
      write(sql);
      sql.sql(" <> ").literal(TRUE).sql(" AND ");
      write(sql);
      sql.sql(" <> ").literal(FALSE).sql(")");
      return;
    }
    write(sql);
    if (field.type() == ScalarType.DOUBLE) {
      sql.sql(" < ").literal(-Double.MAX_VALUE);
    } else {
      sql.sql(" = ");
      writeMissingValue(sql);
    }
  }

  /** Writes the literal that stands for a missing value; not for doubles, which have none. */
  void writeMissingValue(SqlWriter sql) {
    switch ((ScalarType) field.type()) {
      case STRING -> sql.literal(MissingValue.STRING);
      case INT64 -> sql.literal(MissingValue.INT64);
      case DOUBLE ->
          throw new IllegalArgumentException(field.text() + " (expected: no double field)");
      case BOOL -> {
        if (isColumn()) {
          sql.literal(MissingValue.BOOL);
        } else {
          sql.literal(MissingValue.STRING);
        }
      }
    }
  }

  /** Writes a boolean as the field would hold it. */
  void writeBool(SqlWriter sql, boolean value) {
    if (isColumn()) {
      sql.literal(value ? 1 : 0);
    } else {
      sql.literal(value ? TRUE : FALSE);
    }
  }

  private boolean isBoolText() {
    return field.type() == ScalarType.BOOL && !isColumn();
  }

  private boolean isColumn() {
    return field instanceof StandardField
        || (field instanceof AttributeField attribute
            && attribute.attribute().column().isPresent());
  }
}
