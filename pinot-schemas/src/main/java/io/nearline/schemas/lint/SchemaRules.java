package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.schemas.PinotColumn;
import io.nearline.schemas.PinotType;
import io.nearline.schemas.StandardColumn;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The traps of a schema. */
final class SchemaRules {
  private static final String TYPES =
      "STRING, LONG, DOUBLE, INT (booleans), multi-value FLOAT (vectors) or JSON";

  private SchemaRules() {}

  static void check(JsonNode schema, Findings findings) {
    Set<String> names = new HashSet<>();
    for (PinotColumn column : PinotColumn.of(schema)) {
      if (!names.add(column.name())) {
        findings.add(column.path() + ".name", column.name(), "each column once");
      }
      column(column, findings);
    }
    Map<String, PinotColumn> columns = PinotColumn.byName(schema);
    for (StandardColumn standard : StandardColumn.values()) {
      PinotColumn column = columns.get(standard.column());
      if (column == null) {
        findings.add(
            kind(standard), "no column " + standard.column(), "a " + standard.type().dataType());
      } else {
        standard(standard, column, findings);
      }
    }
    timeFormat(schema, findings);
  }

  private static void standard(StandardColumn standard, PinotColumn column, Findings findings) {
    if (!column.type().equals(Optional.of(standard.type()))) {
      findings.add(
          dataType(column),
          column.typeText(),
          standard.type().dataType() + ", the type of " + column.name());
    }
    if (!column.kind().equals(kind(standard))) {
      findings.add(column.path(), column.name(), column.name() + " in " + kind(standard));
    }
    if (column.statedMaxLength().isPresent() && column.maxLength() < standard.maxLength()) {
      findings.add(
          column.path() + ".maxLength",
          Integer.toString(column.maxLength()),
          "at least " + standard.maxLength() + ", up to which ingest accepts " + column.name());
    }
  }

  private static void column(PinotColumn column, Findings findings) {
    if (column.type().isEmpty()) {
      boolean bool = column.dataType().equals("BOOLEAN");
      findings.add(
          dataType(column), column.typeText(), bool ? "INT: 1, 0, and −1 for missing" : TYPES);
      return;
    }
    PinotType type = column.type().get();
    if (isText(type) && column.statedMaxLength().isEmpty()) {
      findings.add(
          column.path() + ".maxLength",
          "",
          "a stated length; "
              + column.name()
              + " is cut at "
              + PinotColumn.PINOT_MAX_LENGTH
              + " characters otherwise");
    }
    boolean required =
        StandardColumn.of(column.name()).map(StandardColumn::isRequired).orElse(false);
    if (!required && !column.defaultNullValue().equals(type.missingValue())) {
      findings.add(
          column.path() + ".defaultNullValue",
          column.defaultNullValue(),
          type.missingValue() + ", which stands for a missing " + column.name());
    }
  }

  private static void timeFormat(JsonNode schema, Findings findings) {
    int index = 0;
    for (JsonNode column : schema.path(PinotColumn.DATE_TIMES)) {
      if (column.path("name").asText().equals(StandardColumn.TIMESTAMP.column())) {
        String format = column.path("format").asText();
        if (!format.equals("1:MILLISECONDS:EPOCH") && !format.equals("EPOCH|MILLISECONDS|1")) {
          findings.add(
              PinotColumn.DATE_TIMES + "[" + index + "].format",
              Findings.text(column.path("format")),
              "1:MILLISECONDS:EPOCH");
        }
      }
      index++;
    }
  }

  private static String kind(StandardColumn standard) {
    return standard == StandardColumn.TIMESTAMP ? PinotColumn.DATE_TIMES : PinotColumn.DIMENSIONS;
  }

  private static boolean isText(PinotType type) {
    return type == PinotType.STRING || type == PinotType.JSON;
  }

  private static String dataType(PinotColumn column) {
    return column.path() + ".dataType";
  }
}
