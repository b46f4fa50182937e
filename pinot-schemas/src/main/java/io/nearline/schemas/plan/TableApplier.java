package io.nearline.schemas.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.nearline.features.problem.Problem;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.PinotControllerException;
import io.nearline.schemas.controller.SegmentStates;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes a plan's changes, and returns when they hold.
 *
 * <p>A new column takes three steps. The schema is updated; then the consuming segments are
 * committed, since a segment keeps the columns that it was begun with, and values that it consumes
 * for other columns are lost for good; then the committed segments are reloaded, so that they
 * answer the column's missing value. Values that are to be kept must not be produced before the
 * plan is applied.
 */
public final class TableApplier {
  private static final Duration DEFAULT_BOUND = Duration.ofMinutes(5);
  private static final Duration DEFAULT_INTERVAL = Duration.ofMillis(200);

  private final PinotController controller;
  private final Consumer<String> progress;
  private final Duration bound;
  private final Duration interval;

  /** Makes an applier that waits at most 5 minutes for each step and says nothing. */
  public TableApplier(PinotController controller) {
    this(controller, step -> {});
  }

  /**
   * Makes an applier that waits at most 5 minutes for each step.
   *
   * @param progress told each step, in one line
   */
  public TableApplier(PinotController controller, Consumer<String> progress) {
    this(controller, progress, DEFAULT_BOUND, DEFAULT_INTERVAL);
  }

  /**
   * Makes an applier.
   *
   * @param progress told each step, in one line
   * @param bound how long to wait for a step
   * @param interval how long to wait between looking
   */
  public TableApplier(
      PinotController controller, Consumer<String> progress, Duration bound, Duration interval) {
    this.controller = controller;
    this.progress = progress;
    this.bound = bound;
    this.interval = interval;
  }

  /**
   * Applies a plan, table by table, each schema before its table.
   *
   * @throws RefusedPlanException when the plan has refusals; nothing was changed
   * @throws PinotControllerException when the controller refuses a step or it takes too long. What
   *     was done before stays. A new plan has the changes that were not made; when the schema and
   *     the table were changed already, {@link #refresh} does the rest.
   */
  public void apply(TablesPlan plan) {
    List<Problem> refusals = plan.refusals();
    if (!refusals.isEmpty()) {
      throw new RefusedPlanException(refusals);
    }
    plan.tables().stream().filter(table -> !table.isUnchanged()).forEach(this::apply);
  }

  /**
   * Commits a table's consuming segments and reloads all, so that its schema and its configuration
   * hold for every row: what {@link #apply} does after a change, for when it couldn't finish.
   *
   * @throws PinotControllerException when the controller refuses a step or it takes too long
   */
  public void refresh(String table) {
    commit(table);
    reload(table);
  }

  private void apply(TablePlan plan) {
    applySchema(plan);
    applyTable(plan);
    if (plan.has(Change.CreateTable.class)) {
      progress.accept(plan.table() + ": waiting for its partitions");
      int partitions = partitions(plan);
      await(
          plan.table() + ": " + partitions + " partitions consuming",
          () -> isConsuming(plan.table(), partitions));
      return;
    }
    if (plan.changes().stream().anyMatch(Change::isFixedWhileConsuming)) {
      commit(plan.table());
    }
    if (plan.changes().stream().anyMatch(Change::isFixedInSegments)) {
      reload(plan.table());
    }
  }

  private void applySchema(TablePlan plan) {
    if (plan.changes().stream().noneMatch(Change::isInSchema)) {
      return;
    }
    controller.validateSchema(plan.schema());
    if (plan.has(Change.CreateSchema.class)) {
      progress.accept(plan.table() + ": adding the schema");
      controller.addSchema(plan.schema());
    } else {
      progress.accept(plan.table() + ": updating the schema");
      controller.updateSchema(plan.table(), plan.schema());
    }
  }

  private void applyTable(TablePlan plan) {
    if (plan.changes().stream().allMatch(Change::isInSchema)) {
      return;
    }
    controller.validateTable(plan.configuration());
    if (plan.has(Change.CreateTable.class)) {
      progress.accept(plan.table() + ": adding the table");
      controller.addTable(plan.configuration());
    } else {
      progress.accept(plan.table() + ": updating the table");
      controller.updateTable(plan.table(), plan.configuration());
    }
  }

  private void commit(String table) {
    Set<String> before = controller.segments(table).consuming();
    if (before.isEmpty()) {
      return;
    }
    progress.accept(table + ": committing " + before.size() + " consuming segments");
    controller.commitConsumingSegments(table);
    await(
        table + ": " + before.size() + " consuming segments committed",
        () -> {
          SegmentStates now = controller.segments(table);
          return now.isSettled() && Collections.disjoint(now.consuming(), before);
        });
  }

  private void reload(String table) {
    if (controller.segments(table).ideal().isEmpty()) {
      return;
    }
    progress.accept(table + ": reloading its segments");
    String job = controller.reload(table);
    await(table + ": segments reloaded", () -> controller.reloadProgress(job).isDone());
  }

  private boolean isConsuming(String table, int partitions) {
    SegmentStates segments = controller.segments(table);
    return segments.isSettled() && segments.consuming().size() >= partitions;
  }

  private static int partitions(TablePlan plan) {
    JsonNode columns =
        plan.configuration()
            .path("tableIndexConfig")
            .path("segmentPartitionConfig")
            .path("columnPartitionMap");
    int partitions = 0;
    for (JsonNode column : columns) {
      partitions = column.path("numPartitions").asInt();
    }
    return partitions;
  }

  private void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > bound.toNanos()) {
        throw new PinotControllerException(
            what + ": not yet after " + bound.toSeconds() + " s (expected: done by then)");
      }
      try {
        Thread.sleep(interval.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PinotControllerException(what + ": interrupted", e);
      }
    }
  }
}
