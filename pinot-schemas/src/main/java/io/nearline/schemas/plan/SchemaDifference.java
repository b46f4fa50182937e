package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.problem.Problem;
import io.nearline.schemas.PinotColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a rendered schema with the live one, column by column. */
final class SchemaDifference {
  private final String name;
  private final List<Change> changes = new ArrayList<>();
  private final List<Problem> refusals = new ArrayList<>();

  private SchemaDifference(String name) {
    this.name = name;
  }

  static SchemaDifference of(String name, JsonNode rendered, JsonNode live) {
    SchemaDifference difference = new SchemaDifference(name);
    Map<String, PinotColumn> columns = PinotColumn.byName(live);
    for (PinotColumn wanted : PinotColumn.of(rendered)) {
      PinotColumn column = columns.get(wanted.name());
      if (column == null) {
        difference.changes.add(new Change.AddColumn(wanted.name(), wanted.typeText()));
      } else {
        difference.compare(wanted, column);
      }
    }
    return difference;
  }

  List<Change> changes() {
    return changes;
  }

  List<Problem> refusals() {
    return refusals;
  }

  /**
   * Returns the rendered schema, and the live one's further columns after its own: Pinot lets none
   * be removed, and rows of old attributes stay readable.
   */
  static ObjectNode merged(JsonNode rendered, JsonNode live) {
    ObjectNode merged = rendered.deepCopy();
    Map<String, PinotColumn> wanted = PinotColumn.byName(rendered);
    for (String kind : PinotColumn.KINDS) {
      for (JsonNode column : live.path(kind)) {
        if (!wanted.containsKey(column.path("name").asText())) {
          ArrayNode columns =
              merged.path(kind).isArray() ? (ArrayNode) merged.path(kind) : merged.putArray(kind);
          columns.add(column.deepCopy());
        }
      }
    }
    for (Map.Entry<String, JsonNode> entry : live.properties()) {
      if (!merged.has(entry.getKey())) {
        merged.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
    return merged;
  }

  private void compare(PinotColumn wanted, PinotColumn live) {
    if (!live.typeText().equals(wanted.typeText()) || !live.kind().equals(wanted.kind())) {
      refuse(
          wanted.name(),
          live.typeText() + " in " + live.kind(),
          wanted.typeText() + " in " + wanted.kind());
    } else if (!live.defaultNullValue().equals(wanted.defaultNullValue())) {
      refuse(
          wanted.name() + ".defaultNullValue", live.defaultNullValue(), wanted.defaultNullValue());
    } else if (wanted.statedMaxLength().isPresent() && live.maxLength() != wanted.maxLength()) {
      changes.add(new Change.ChangeLength(wanted.name(), live.maxLength(), wanted.maxLength()));
    }
  }

  private void refuse(String path, String value, String expectation) {
    refusals.add(
        new Problem(
            "live schema " + name,
            0,
            path,
            value,
            expectation + "; a column can't be changed, declare one of another name"));
  }
}
