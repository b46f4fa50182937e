package io.nearline.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.attribute.EntityTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The schema and the configuration of one table.
 *
 * @param entity the root key that the table is partitioned and sorted by
 * @param schema the schema's JSON
 * @param table the table configuration's JSON
 */
public record RenderedTable(EntityTable entity, ObjectNode schema, ObjectNode table) {

  /** Copies the JSON, which is mutable. */
  public RenderedTable {
    schema = schema.deepCopy();
    table = table.deepCopy();
  }

  /** Returns the table's name, which is also its schema's and its topic's. */
  public String name() {
    return entity.table();
  }

  /** Returns a copy of the schema. */
  @Override
  public ObjectNode schema() {
    return schema.deepCopy();
  }

  /** Returns a copy of the table configuration. */
  @Override
  public ObjectNode table() {
    return table.deepCopy();
  }

  /** Returns the file name of the schema: {@code actions.schema.json}. */
  public String schemaFile() {
    return name() + ".schema.json";
  }

  /** Returns the file name of the table configuration: {@code actions.table.json}. */
  public String tableFile() {
    return name() + ".table.json";
  }

  /** Returns the texts of both files by name, the schema first. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(schemaFile(), JsonText.pretty((JsonNode) schema));
    files.put(tableFile(), JsonText.pretty((JsonNode) table));
    return files;
  }
}
