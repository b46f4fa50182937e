package io.nearline.schemas.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.schemas.StandardColumn;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The traps of a table's kind, retention and routing. */
final class TableRules {
  private TableRules() {}

  static void check(JsonNode table, LintContext context, Findings findings) {
    findings.expectText("tableType", table.path("tableType"), "REALTIME");
    JsonNode segments = table.path("segmentsConfig");
    findings.expectText(
        "segmentsConfig.timeColumnName",
        segments.path("timeColumnName"),
        StandardColumn.TIMESTAMP.column());
    retention(segments, context, findings);
    pruners(table.path("routing").path("segmentPrunerTypes"), findings);
  }

  private static void retention(JsonNode segments, LintContext context, Findings findings) {
    String unitPath = "segmentsConfig.retentionTimeUnit";
    String valuePath = "segmentsConfig.retentionTimeValue";
    JsonNode unit = segments.path("retentionTimeUnit");
    JsonNode value = segments.path("retentionTimeValue");
    if (!unit.asText().equals("HOURS")) {
      findings.add(unitPath, Findings.text(unit), "HOURS");
      return;
    }
    long hours = value.asLong(0);
    if (hours < 1) {
      findings.add(valuePath, Findings.text(value), "at least one hour");
      return;
    }
    context
        .longestWindow()
        .filter(window -> window.compareTo(Duration.ofHours(hours)) > 0)
        .ifPresent(
            window ->
                findings.add(
                    valuePath, hours + " hours", "at least the longest window, " + text(window)));
  }

  private static void pruners(JsonNode pruners, Findings findings) {
    Set<String> names = new HashSet<>();
    pruners.forEach(pruner -> names.add(pruner.asText()));
    if (!names.contains("partition") || !names.contains("time")) {
      findings.add(
          "routing.segmentPrunerTypes", Findings.text(pruners), "[\"partition\",\"time\"]");
    }
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 3_600_000 == 0
        ? duration.toHours() + " hours"
        : duration.toMillis() + " ms";
  }
}
