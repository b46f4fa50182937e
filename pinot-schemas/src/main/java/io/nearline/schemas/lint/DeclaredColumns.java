package io.nearline.schemas.lint;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.schemas.PinotColumn;
import io.nearline.schemas.PinotType;
import java.util.Map;
import java.util.Optional;

/** Whether a schema has the column of every promoted attribute, as it is declared. */
final class DeclaredColumns {
  private DeclaredColumns() {}

  static void check(
      AttributeCatalogue catalogue, Map<String, PinotColumn> columns, Findings findings) {
    for (Attribute attribute : catalogue.promoted()) {
      String name = attribute.column().orElseThrow();
      PinotType type = PinotType.of(attribute);
      PinotColumn column = columns.get(name);
      if (column == null) {
        findings.add(
            PinotColumn.DIMENSIONS,
            "no column " + name,
            "a " + type.dataType() + " for " + attribute.path());
        continue;
      }
      if (!column.type().equals(Optional.of(type))) {
        findings.add(
            column.path() + ".dataType",
            column.typeText(),
            (type.isSingleValue() ? type.dataType() : type.dataType() + "[]")
                + ", since "
                + attribute.path()
                + " is "
                + attribute.type().text());
      }
      if (column.statedMaxLength().isPresent() && column.maxLength() < attribute.maxLength()) {
        findings.add(
            column.path() + ".maxLength",
            Integer.toString(column.maxLength()),
            "at least " + attribute.maxLength() + ", as " + attribute.path() + " is declared");
      }
    }
  }
}
