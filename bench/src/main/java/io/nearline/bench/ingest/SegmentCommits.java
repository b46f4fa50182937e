package io.nearline.bench.ingest;

import io.nearline.cli.CommandException;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.SegmentStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Forces segments of tables to be committed, and notes when they are. Thread-safe. */
final class SegmentCommits {
  private static final String COMMITTED = "ONLINE";
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final PinotController controller;
  private final Map<String, Set<String>> known = new TreeMap<>();
  private final Map<String, List<Long>> commits = new TreeMap<>();

  /** Takes what is committed of the tables now as known. */
  SegmentCommits(PinotController controller, List<String> tables) {
    this.controller = controller;
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
    Map<String, Set<String>> before = new TreeMap<>();
    known.keySet().forEach(table -> before.put(table, controller.segments(table).consuming()));
    known.keySet().forEach(controller::commitConsumingSegments);
    long begin = System.nanoTime();
    while (!before.entrySet().stream()
        .allMatch(each -> isCommitted(each.getKey(), each.getValue()))) {
      if (System.nanoTime() - begin > BOUND.toNanos()) {
        throw CommandException.failed("segments are not committed: " + before + " (expected: all)");
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private boolean isCommitted(String table, Set<String> before) {
    SegmentStates now = controller.segments(table);
    return now.isSettled() && Collections.disjoint(now.consuming(), before);
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

  /** Returns how many segments were committed of the table that committed the fewest. */
  int fewest() {
    return byTable().values().stream().mapToInt(List::size).min().orElse(0);
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
