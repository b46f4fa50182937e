package io.nearline.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;

/** Writes a table's schema: the standard columns, then the promoted attributes'. */
final class SchemaRenderer {
  /** Pinot's notation of epoch milliseconds, which all its releases read. */
  static final String EPOCH_MILLISECONDS = "1:MILLISECONDS:EPOCH";

  private SchemaRenderer() {}

  static ObjectNode render(EntityTable entity, AttributeCatalogue catalogue) {
    ObjectNode schema = JsonText.object();
    schema.put("schemaName", entity.table());
    ArrayNode dimensions = schema.putArray(PinotColumn.DIMENSIONS);
    for (StandardColumn standard : StandardColumn.values()) {
      if (standard != StandardColumn.TIMESTAMP) {
        ObjectNode column = column(dimensions, standard.column(), standard.type());
        if (standard.maxLength() > 0) {
          column.put(PinotColumn.MAX_LENGTH, standard.maxLength());
        }
        if (!standard.isRequired()) {
          column.put(PinotColumn.DEFAULT_NULL_VALUE, standard.type().missingValue());
        }
      }
    }
    for (Attribute attribute : catalogue.promoted()) {
      PinotType type = PinotType.of(attribute);
      ObjectNode column = column(dimensions, attribute.column().orElseThrow(), type);
      if (attribute.maxLength() > 0) {
        column.put(PinotColumn.MAX_LENGTH, attribute.maxLength());
      }
      column.put(PinotColumn.DEFAULT_NULL_VALUE, type.missingValue());
    }
    schema
        .putArray(PinotColumn.DATE_TIMES)
        .addObject()
        .put("name", StandardColumn.TIMESTAMP.column())
        .put("dataType", StandardColumn.TIMESTAMP.type().dataType())
        .put("format", EPOCH_MILLISECONDS)
        .put("granularity", "1:MILLISECONDS");
    return schema;
  }

  private static ObjectNode column(ArrayNode columns, String name, PinotType type) {
    ObjectNode column = columns.addObject().put("name", name).put("dataType", type.dataType());
    if (!type.isSingleValue()) {
      column.put("singleValueField", false);
    }
    return column;
  }
}
