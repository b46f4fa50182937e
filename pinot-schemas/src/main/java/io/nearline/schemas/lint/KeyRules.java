package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.schemas.Tables;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** The traps of a table's partitions and order: both must follow the root key. */
final class KeyRules {
  private static final String INDEX = "tableIndexConfig.";
  private static final String PARTITIONS = INDEX + "segmentPartitionConfig.columnPartitionMap";

  private KeyRules() {}

  static void check(JsonNode table, LintContext context, Findings findings) {
    JsonNode index = table.path("tableIndexConfig");
    JsonNode partitions = index.path("segmentPartitionConfig").path("columnPartitionMap");
    JsonNode sorted = index.path("sortedColumn");
    Optional<String> key =
        context
            .catalogue()
            .flatMap(catalogue -> declaredKey(table, catalogue))
            .or(() -> Optional.of(sorted.path(0).asText()).filter(column -> !column.isEmpty()));
    if (sorted.size() != 1 || !sorted.path(0).asText().equals(key.orElse(""))) {
      findings.add(
          INDEX + "sortedColumn",
          Findings.text(sorted),
          "[\"" + key.orElse("the root key's column") + "\"]");
    }
    if (partitions.size() != 1) {
      findings.add(PARTITIONS, Findings.text(partitions), "one column, the root key's");
      return;
    }
    Iterator<Map.Entry<String, JsonNode>> fields = partitions.properties().iterator();
    Map.Entry<String, JsonNode> partition = fields.next();
    if (key.isPresent() && !partition.getKey().equals(key.get())) {
      findings.add(PARTITIONS, partition.getKey(), key.get() + ", which the table is sorted by");
    }
    String path = PARTITIONS + "." + partition.getKey();
    findings.expectText(
        path + ".functionName", partition.getValue().path("functionName"), "Murmur");
    count(path + ".numPartitions", partition.getValue().path("numPartitions"), context, findings);
  }

  private static void count(String path, JsonNode count, LintContext context, Findings findings) {
    if (count.asInt(0) < 1) {
      findings.add(path, Findings.text(count), "the topic's partition count");
    } else if (context.topicPartitions().isPresent()
        && context.topicPartitions().getAsInt() != count.asInt()) {
      findings.add(
          path,
          Findings.text(count),
          context.topicPartitions().getAsInt() + ", the topic's partition count");
    }
  }

  private static Optional<String> declaredKey(JsonNode table, AttributeCatalogue catalogue) {
    String name = table.path("tableName").asText();
    String suffix = "_REALTIME";
    String raw = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    for (EntityTable entity : catalogue.entities().values()) {
      if (entity.table().equals(raw)) {
        return Optional.of(Tables.keyColumn(entity, catalogue));
      }
    }
    return Optional.empty();
  }
}
