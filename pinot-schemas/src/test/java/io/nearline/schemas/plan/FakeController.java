package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.schemas.PinotColumn;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.PinotControllerException;
import io.nearline.schemas.controller.ReloadProgress;
import io.nearline.schemas.controller.SegmentStates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A controller that answers as Pinot's does: table names with their type, defaults added, default
 * lengths and missing values left out, committed segments beside consuming ones. What is started is
 * done one look later.
 */
final class FakeController implements PinotController {
  private final Map<String, JsonNode> schemas = new LinkedHashMap<>();
  private final Map<String, JsonNode> tables = new LinkedHashMap<>();
  private final Map<String, Integer> generations = new TreeMap<>();
  private final Map<String, Integer> pending = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean stuck;

  /** Returns the calls that changed something. */
  List<String> calls() {
    return calls;
  }

  /** Lets nothing that is started ever be done. */
  void stick() {
    stuck = true;
  }

  ObjectNode liveSchema(String name) {
    return (ObjectNode) Optional.ofNullable(schemas.get(name)).orElseThrow();
  }

  ObjectNode liveTable(String name) {
    return (ObjectNode) Optional.ofNullable(tables.get(name)).orElseThrow();
  }

  @Override
  public Optional<JsonNode> schema(String name) {
    return Optional.ofNullable(schemas.get(name));
  }

  @Override
  public Optional<JsonNode> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  @Override
  public void validateSchema(JsonNode schema) {}

  @Override
  public void validateTable(JsonNode table) {
    if (!schemas.containsKey(table.at("/segmentsConfig/schemaName").asText())) {
      throw new PinotControllerException("no schema for " + table);
    }
  }

  @Override
  public void addSchema(JsonNode schema) {
    calls.add("addSchema " + schema.path("schemaName").asText());
    schemas.put(schema.path("schemaName").asText(), answered(schema));
  }

  @Override
  public void updateSchema(String name, JsonNode schema) {
    calls.add("updateSchema " + name);
    schemas.put(name, answered(schema));
  }

  @Override
  public void addTable(JsonNode table) {
    String name = table.path("tableName").asText();
    calls.add("addTable " + name);
    ObjectNode live = table.deepCopy();
    live.put("tableName", name + "_REALTIME").put("isDimTable", false);
    ((ObjectNode) live.path("tableIndexConfig")).put("nullHandlingEnabled", false);
    ((ObjectNode) live.path("tenants")).put("broker", "DefaultTenant");
    tables.put(name, live);
    generations.put(name, 0);
    pending.put(name, 1);
  }

  @Override
  public void updateTable(String name, JsonNode table) {
    calls.add("updateTable " + name);
    tables.put(name, table.deepCopy());
  }

  @Override
  public void deleteTable(String name) {
    calls.add("deleteTable " + name);
    tables.remove(name);
  }

  @Override
  public void deleteSchema(String name) {
    calls.add("deleteSchema " + name);
    schemas.remove(name);
  }

  @Override
  public Map<Integer, Long> consumedOffsets(String table) {
    return Map.of();
  }

  @Override
  public SegmentStates segments(String table) {
    int generation = generations.getOrDefault(table, 0);
    Map<String, Map<String, String>> ideal = new TreeMap<>();
    for (int sequence = 0; sequence <= generation; sequence++) {
      for (int partition = 0; partition < 4; partition++) {
        ideal.put(
            table + "__" + partition + "__" + sequence,
            Map.of("server", sequence == generation ? "CONSUMING" : "ONLINE"));
      }
    }
    Map<String, Map<String, String>> actual = new TreeMap<>(ideal);
    if (pending.getOrDefault(table, 0) > 0) {
      actual.remove(table + "__0__" + generation);
      if (!stuck) {
        pending.put(table, 0);
      }
    }
    return new SegmentStates(ideal, actual);
  }

  @Override
  public void commitConsumingSegments(String table) {
    calls.add("commit " + table);
    generations.merge(table, 1, Integer::sum);
    pending.put(table, 1);
  }

  @Override
  public String reload(String table) {
    calls.add("reload " + table);
    pending.put("reload", 1);
    return "job";
  }

  @Override
  public ReloadProgress reloadProgress(String job) {
    int left = pending.getOrDefault("reload", 0);
    if (!stuck) {
      pending.put("reload", 0);
    }
    return new ReloadProgress(8, 8 - left, 0);
  }

  private static JsonNode answered(JsonNode schema) {
    ObjectNode live = schema.deepCopy();
    for (String kind : PinotColumn.KINDS) {
      for (JsonNode node : live.path(kind)) {
        ObjectNode column = (ObjectNode) node;
        if (column.path("maxLength").asInt() == PinotColumn.PINOT_MAX_LENGTH) {
          column.remove("maxLength");
        }
        if (List.of("-Infinity", Long.toString(Long.MIN_VALUE))
            .contains(column.path("defaultNullValue").asText())) {
          column.remove("defaultNullValue");
        }
        if (column.path("dataType").asText().equals("INT")) {
          column.put("defaultNullValue", column.path("defaultNullValue").asInt());
        }
      }
    }
    return live;
  }
}
