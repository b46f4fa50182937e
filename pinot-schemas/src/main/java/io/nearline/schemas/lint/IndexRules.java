package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.schemas.PinotColumn;
import java.util.List;
import java.util.Map;

/** The traps of a table's indexes. */
final class IndexRules {
  private static final String INDEX = "tableIndexConfig.";
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

  static void check(JsonNode index, Map<String, PinotColumn> columns, Findings findings) {
    for (String list : COLUMN_LISTS) {
      int item = 0;
      for (JsonNode name : index.path(list)) {
        String path = INDEX + list + "[" + item + "]";
        PinotColumn column = columns.get(name.asText());
        if (column == null) {
          findings.add(path, Findings.text(name), "a column of the schema");
        } else if (list.equals("noDictionaryColumns") && !column.singleValue()) {
          findings.add(
              path,
              name.asText() + ", a multi-value column",
              "single-value columns only; segments with it can't be committed");
        }
        item++;
      }
    }
    noDictionaryConfig(index.path("noDictionaryConfig"), columns, findings);
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
              if (column != null && !column.singleValue()) {
                findings.add(
                    INDEX + "noDictionaryConfig." + name,
                    name + ", a multi-value column",
                    "single-value columns only; segments with it can't be committed");
              }
            });
  }
}
