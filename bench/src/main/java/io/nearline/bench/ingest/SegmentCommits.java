package io.nearline.bench.ingest;

import io.nearline.cli.CommandException;
import io.nearline.cli.system.PinotRows;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.SegmentStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Forces segments of tables to be committed, and notes when they are. Two threads: one forces, one
 * looks.
 */
final class SegmentCommits {
  private static final String COMMITTED = "ONLINE";
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final PinotController controller;
  private final PinotRows rows;
  private final Map<String, Set<String>> known = new TreeMap<>();
  private final Map<String, List<Long>> commits = new TreeMap<>();
  private final List<ForcedCommit> forced = new ArrayList<>();

  /** Of each table, when its commit was last forced. */
  private final Map<String, Long> rowsCommitted = new TreeMap<>();

  /** Takes what is committed of the tables now as known. */
  SegmentCommits(PinotController controller, PinotRows rows, List<String> tables) {
    this.controller = controller;
    this.rows = rows;
    for (String table : tables) {
      known.put(table, new HashSet<>(committed(table)));
      commits.put(table, new ArrayList<>());
    }
  }

  /** Returns the tables, by name. */
  List<String> tables() {
    return List.copyOf(known.keySet());
  }

  /** Returns how far the records of all tables' partitions have come. */
  List<PartitionProgress> progress(KafkaTraffic kafka) throws InterruptedException {
    return PartitionProgress.of(tables(), kafka, controller);
  }

  /**
   * Has all consuming segments of some tables committed at once, and returns when others consume.
   *
   * @throws CommandException when they don't within a minute
   */
  void force(ForcedCommit.Part part, List<String> tables) throws InterruptedException {
    Map<String, Set<String>> before = consuming(tables);
    long rowsASegment = countRows(tables) / count(before);
    long told = System.nanoTime();
    tables.forEach(controller::commitConsumingSegments);
    while (!before.entrySet().stream()
        .allMatch(each -> isCommitted(each.getKey(), each.getValue()))) {
      if (System.nanoTime() - told > BOUND.toNanos()) {
        throw CommandException.failed("segments are not committed: " + before + " (expected: all)");
      }
      Thread.sleep(LOOK.toMillis());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - told);
    add(new ForcedCommit(part, tables, told, took, rowsASegment));
  }

  private boolean isCommitted(String table, Set<String> before) {
    SegmentStates now = controller.segments(table);
    return now.isSettled() && Collections.disjoint(now.consuming(), before);
  }

  /**
   * Returns how many more actions it takes until the segments of each of these tables that consume
   * now have so many rows, about; negative when they have more.
   */
  long actionsUntil(long rowsASegment, List<String> tables) {
    return tables.stream()
        .mapToLong(
            table -> {
              int segments = controller.segments(table).consuming().size();
              return rowsASegment * segments - (rows.count(table) - rowsBefore(table));
            })
        .max()
        .orElse(0);
  }

  /** Returns how many rows came since the tables' commit was last forced, and counts anew. */
  private long countRows(List<String> tables) {
    long since = 0;
    for (String table : tables) {
      long now = rows.count(table);
      since += now - rowsBefore(table);
      rowsCommitted.put(table, now);
    }
    return since;
  }

  private long rowsBefore(String table) {
    return rowsCommitted.getOrDefault(table, 0L);
  }

  private Map<String, Set<String>> consuming(List<String> tables) {
    Map<String, Set<String>> segments = new TreeMap<>();
    tables.forEach(table -> segments.put(table, controller.segments(table).consuming()));
    return segments;
  }

  private static int count(Map<String, Set<String>> segments) {
    return segments.values().stream().mapToInt(Collection::size).sum();
  }

  private synchronized void add(ForcedCommit one) {
    forced.add(one);
  }

  /** Looks for new ones. */
  synchronized void look() {
    known.forEach(
        (table, segments) -> {
          for (String segment : committed(table)) {
            if (segments.add(segment)) {
              commits.getOrDefault(table, new ArrayList<>()).add(System.nanoTime());
            }
          }
        });
  }

  /** Returns which commits were forced, in their order. */
  synchronized List<ForcedCommit> forced() {
    return List.copyOf(forced);
  }

  /** Returns when segments were committed, of {@link System#nanoTime()}, by table. */
  synchronized Map<String, List<Long>> byTable() {
    Map<String, List<Long>> copy = new TreeMap<>();
    commits.forEach((table, times) -> copy.put(table, List.copyOf(times)));
    return copy;
  }

  private List<String> committed(String table) {
    return controller.segments(table).ideal().entrySet().stream()
        .filter(segment -> segment.getValue().containsValue(COMMITTED))
        .map(Map.Entry::getKey)
        .toList();
  }
}
