package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nearline.features.problem.Problem;
import io.nearline.schemas.PinotColumn;
import io.nearline.schemas.RenderedTable;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.lint.Lint;
import io.nearline.schemas.lint.LintContext;
import io.nearline.schemas.lint.LintSubject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compares rendered tables with a live controller. Only reads. */
public final class TablePlanner {
  private final PinotController controller;
  private final Function<RenderedTable, LintContext> contexts;

  private TablePlanner(PinotController controller, Function<RenderedTable, LintContext> contexts) {
    this.controller = controller;
    this.contexts = contexts;
  }

  /**
   * Plans tables, knowing nothing of their topics.
   *
   * @throws io.nearline.schemas.controller.PinotControllerException when the controller can't be
   *     read
   */
  public static TablesPlan plan(PinotController controller, List<RenderedTable> tables) {
    return plan(controller, tables, table -> LintContext.NOTHING);
  }

  /**
   * Plans tables.
   *
   * @param contexts what is known of each table's topic and features; a plan whose outcome falls
   *     into a trap is refused
   * @throws io.nearline.schemas.controller.PinotControllerException when the controller can't be
   *     read
   */
  public static TablesPlan plan(
      PinotController controller,
      List<RenderedTable> tables,
      Function<RenderedTable, LintContext> contexts) {
    TablePlanner planner = new TablePlanner(controller, contexts);
    return new TablesPlan(tables.stream().map(planner::plan).toList());
  }

  private TablePlan plan(RenderedTable rendered) {
    String name = rendered.name();
    List<Change> changes = new ArrayList<>();
    List<Problem> refusals = new ArrayList<>();
    ObjectNode schema = rendered.schema();
    Optional<JsonNode> liveSchema = controller.schema(name);
    if (liveSchema.isPresent()) {
      SchemaDifference difference = SchemaDifference.of(name, schema, liveSchema.get());
      changes.addAll(difference.changes());
      refusals.addAll(difference.refusals());
      schema = SchemaDifference.merged(schema, liveSchema.get());
    } else {
      changes.add(new Change.CreateSchema(name, PinotColumn.of(schema).size()));
    }
    ObjectNode table = rendered.table();
    Optional<JsonNode> liveTable = controller.table(name);
    if (liveTable.isPresent()) {
      TableDifference difference = TableDifference.of(name, table, liveTable.get());
      changes.addAll(difference.changes());
      refusals.addAll(difference.refusals());
      table = difference.merged();
    } else {
      changes.add(new Change.CreateTable(name, summary(table)));
    }
    if (refusals.isEmpty()) {
      refusals.addAll(traps(rendered, schema, table));
    }
    return new TablePlan(name, schema, table, changes, refusals);
  }

  /** Returns the traps of what is rendered and of what would be live. */
  private Set<Problem> traps(RenderedTable rendered, JsonNode schema, JsonNode table) {
    LintContext context = contexts.apply(rendered);
    Set<Problem> traps = new LinkedHashSet<>(Lint.check(LintSubject.of(rendered), context));
    traps.addAll(Lint.checkTable(rendered.tableFile(), table, schema, context));
    return traps;
  }

  private static String summary(JsonNode table) {
    JsonNode segments = table.path("segmentsConfig");
    JsonNode index = table.path("tableIndexConfig");
    String key = index.path("sortedColumn").path(0).asText();
    JsonNode partitions = index.path("segmentPartitionConfig").path("columnPartitionMap").path(key);
    return "by "
        + key
        + ", "
        + partitions.path("numPartitions").asText()
        + " partitions, "
        + segments.path("retentionTimeValue").asText()
        + " hours, replication "
        + segments.path("replicasPerPartition").asText();
  }
}
