package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.schemas.RenderedTable;

/**
 * The two documents of a table, rendered or written by hand.
 *
 * @param schemaFile what to call the schema in findings
 * @param schema the schema
 * @param tableFile what to call the table configuration in findings
 * @param table the table configuration
 */
public record LintSubject(String schemaFile, JsonNode schema, String tableFile, JsonNode table) {

  /** Returns the documents of a rendered table. */
  public static LintSubject of(RenderedTable table) {
    return new LintSubject(table.schemaFile(), table.schema(), table.tableFile(), table.table());
  }
}
