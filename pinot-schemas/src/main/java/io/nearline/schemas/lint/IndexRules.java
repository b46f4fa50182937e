package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.schemas.PinotColumn;
import java.util.List;
import java.util.Map;

/** The traps of a table's indexes. */
final class IndexRules {
  private static final String INDEX = "tableIndexConfig.";
  private static final String FIELDS = "fieldConfigList";
  private static final List<String> COLUMN_LISTS =
      List.of(
          "noDictionaryColumns",
          "invertedIndexColumns",
          "rangeIndexColumns",
          "bloomFilterColumns",
          "jsonIndexColumns",
          "onHeapDictionaryColumns",
          "varLengthDictionaryColumns");

  private IndexRules() {}

  static void check(JsonNode table, Map<String, PinotColumn> columns, Findings findings) {
    JsonNode index = table.path("tableIndexConfig");
    for (String list : COLUMN_LISTS) {
      int item = 0;
      for (JsonNode name : index.path(list)) {
        String path = INDEX + list + "[" + item + "]";
        PinotColumn column = columns.get(name.asText());
        if (column == null) {
          findings.add(path, Findings.text(name), "a column of the schema");
        } else if (list.equals("noDictionaryColumns")) {
          requireSingleValue(path, column, findings);
        }
        item++;
      }
    }
    noDictionaryConfig(index.path("noDictionaryConfig"), columns, findings);
    fields(table.path(FIELDS), columns, findings);
    if (index.has("jsonIndexConfigs")) {
      findings.add(
          INDEX + "jsonIndexConfigs",
          Findings.text(index.path("jsonIndexConfigs")),
          "nothing; Pinot 0.11 ignores it");
    }
  }

  private static void noDictionaryConfig(
      JsonNode config, Map<String, PinotColumn> columns, Findings findings) {
    config
        .fieldNames()
        .forEachRemaining(
            name -> {
              PinotColumn column = columns.get(name);
              if (column != null) {
                requireSingleValue(INDEX + "noDictionaryConfig." + name, column, findings);
              }
            });
  }

  /** The other place that says how a column is encoded. */
  private static void fields(JsonNode fields, Map<String, PinotColumn> columns, Findings findings) {
    for (int item = 0; item < fields.size(); item++) {
      String path = FIELDS + "[" + item + "].";
      JsonNode name = fields.path(item).path("name");
      PinotColumn column = columns.get(name.asText());
      if (column == null) {
        findings.add(path + "name", Findings.text(name), "a column of the schema");
      } else if (fields.path(item).path("encodingType").asText().equalsIgnoreCase("RAW")) {
        requireSingleValue(path + "encodingType", column, findings);
      }
    }
  }

  /** A column without a dictionary has a single value. */
  private static void requireSingleValue(String path, PinotColumn column, Findings findings) {
    if (!column.singleValue()) {
      findings.add(
          path,
          column.name() + ", a multi-value column",
          "single-value columns only; segments with it can't be committed");
    }
  }
}
