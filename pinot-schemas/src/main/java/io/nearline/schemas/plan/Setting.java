package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A setting of a table configuration: the keys that lead to it.
 *
 * @param keys the keys, outermost first; they may contain dots
 */
public record Setting(List<String> keys) {
  private static final String INDEX = "tableIndexConfig";
  private static final String STREAM = "streamConfigs";
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|jaas|token|credential|private\\.key).*");

  /** Settings with a shorter name than their path. */
  private static final Map<String, String> LABELS =
      Map.of(
          "segmentsConfig.retentionTimeValue", "retention",
          "segmentsConfig.retentionTimeUnit", "retention unit",
          "routing.segmentPrunerTypes", "segmentPrunerTypes");

  private static final String REBUILD =
      "rows are stored by it; make a new table and replay its topic";
  private static final String REBALANCE = "change it in Pinot and rebalance the table";

  /** Settings that can't be changed by writing them, and what to do instead. */
  private static final Map<String, String> FIXED =
      Map.of(
          "tableType", REBUILD,
          "segmentsConfig.schemaName", REBUILD,
          "segmentsConfig.timeColumnName", REBUILD,
          "segmentsConfig.replication", REBALANCE,
          "segmentsConfig.replicasPerPartition", REBALANCE,
          "tableIndexConfig.sortedColumn", REBUILD,
          "tableIndexConfig.segmentPartitionConfig", REBUILD,
          "tableIndexConfig.streamConfigs.streamType", REBUILD,
          "tableIndexConfig.streamConfigs.stream.kafka.topic.name", REBUILD);

  /** Copies the keys. */
  public Setting {
    keys = List.copyOf(keys);
  }

  /** Returns every setting of a configuration with its value. A list is one value. */
  static Map<Setting, JsonNode> of(JsonNode table) {
    Map<Setting, JsonNode> settings = new LinkedHashMap<>();
    collect(table, List.of(), settings);
    return settings;
  }

  /** Returns the path with dots. */
  public String path() {
    return String.join(".", keys);
  }

  /** Returns what a reader calls it. */
  public String label() {
    return Optional.ofNullable(LABELS.get(path()))
        .orElseGet(
            () ->
                keys.size() > 1
                    ? keys.stream().skip(isOfStream() ? 2 : 1).collect(Collectors.joining("."))
                    : path());
  }

  /** Returns why it can't be changed in a live table; empty when it can. */
  Optional<String> whyFixed() {
    return FIXED.entrySet().stream()
        .filter(fixed -> path().equals(fixed.getKey()) || path().startsWith(fixed.getKey() + "."))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Returns whether it is about how the topic is read. */
  boolean isOfStream() {
    return keys.size() > 2 && keys.get(0).equals(INDEX) && keys.get(1).equals(STREAM);
  }

  /** Returns whether it is about how segments are built. */
  boolean isOfIndex() {
    return keys.get(0).equals(INDEX) && !isOfStream();
  }

  /** Returns a value as it may be printed. */
  String shown(String value) {
    return SECRET.matcher(keys.get(keys.size() - 1)).matches() ? "(hidden)" : value;
  }

  JsonNode in(JsonNode table) {
    JsonNode node = table;
    for (String key : keys) {
      node = node.path(key);
    }
    return node;
  }

  void put(ObjectNode table, JsonNode value) {
    ObjectNode node = table;
    for (String key : keys.subList(0, keys.size() - 1)) {
      node = node.path(key).isObject() ? (ObjectNode) node.path(key) : node.putObject(key);
    }
    node.set(keys.get(keys.size() - 1), value);
  }

  private static void collect(JsonNode node, List<String> keys, Map<Setting, JsonNode> settings) {
    if (!node.isObject()) {
      settings.put(new Setting(keys), node);
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      List<String> child = new ArrayList<>(keys);
      child.add(entry.getKey());
      collect(entry.getValue(), child, settings);
    }
  }
}
