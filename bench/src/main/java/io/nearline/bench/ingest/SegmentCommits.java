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

  /** Of all tables, when a commit was last forced. */
  private long rowsCommitted;

  /** Takes what is committed of the tables now as known. */
  SegmentCommits(PinotController controller, PinotRows rows, List<String> tables) {
    this.controller = controller;
    this.rows = rows;
    for (String table : tables) {
      known.put(table, new HashSet<>(committed(table)));
      commits.put(table, new ArrayList<>());
    }
  }

  /**
   * Has all consuming segments of all tables committed at once, and returns when others consume.
   *
   * @throws CommandException when they don't within a minute
   */
  void force() throws InterruptedException {
    Map<String, Set<String>> before = consuming();
    long rowsNow = rows();
    long rowsASegment = (rowsNow - rowsCommitted) / count(before);
    rowsCommitted = rowsNow;
    long told = System.nanoTime();
    known.keySet().forEach(controller::commitConsumingSegments);
    while (!before.entrySet().stream()
        .allMatch(each -> isCommitted(each.getKey(), each.getValue()))) {
      if (System.nanoTime() - told > BOUND.toNanos()) {
        throw CommandException.failed("segments are not committed: " + before + " (expected: all)");
      }
      Thread.sleep(LOOK.toMillis());
    }
    add(new ForcedCommit(told, Duration.ofNanos(System.nanoTime() - told), rowsASegment));
  }

  private boolean isCommitted(String table, Set<String> before) {
    SegmentStates now = controller.segments(table);
    return now.isSettled() && Collections.disjoint(now.consuming(), before);
  }

  /**
   * Returns how many more actions each table needs until the segments that consume now have so many
   * rows each, about; negative when they have more.
   */
  long actionsUntil(long rowsASegment) {
    return (rowsASegment * count(consuming()) - (rows() - rowsCommitted)) / known.size();
  }

  private long rows() {
    return known.keySet().stream().mapToLong(rows::count).sum();
  }

  private Map<String, Set<String>> consuming() {
    Map<String, Set<String>> segments = new TreeMap<>();
    known.keySet().forEach(table -> segments.put(table, controller.segments(table).consuming()));
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
