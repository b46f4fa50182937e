package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the settings that are rendered with the live ones; others are left as they are. */
final class TableDifference {
  private final List<Change> changes = new ArrayList<>();
  private final List<Problem> refusals = new ArrayList<>();
  private final ObjectNode merged;

  private TableDifference(JsonNode live) {
    this.merged = live.deepCopy();
  }

  static TableDifference of(String name, JsonNode rendered, JsonNode live) {
    TableDifference difference = new TableDifference(live);
    for (Map.Entry<Setting, JsonNode> entry : Setting.of(rendered).entrySet()) {
      Setting setting = entry.getKey();
      // The controller answers the name with the type after it.
      if (!setting.path().equals("tableName")) {
        difference.compare(name, setting, entry.getValue(), setting.in(live));
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

  /** Returns the live configuration with the rendered settings. */
  ObjectNode merged() {
    return merged;
  }

  private void compare(String name, Setting setting, JsonNode wanted, JsonNode live) {
    if (wanted.equals(live) || text(live).equals(text(wanted))) {
      return;
    }
    Optional<String> why = setting.whyFixed();
    if (why.isPresent()) {
      refusals.add(
          new Problem(
              "live table " + name,
              0,
              setting.path(),
              text(live),
              text(wanted) + "; " + why.get()));
    } else {
      changes.add(new Change.ChangeSetting(setting, text(live), text(wanted)));
      setting.put(merged, wanted.deepCopy());
    }
  }

  /** Values are compared as text: the controller answers some numbers as strings. */
  private static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull()
        ? ""
        : node.isValueNode() ? node.asText() : node.toString();
  }
}
