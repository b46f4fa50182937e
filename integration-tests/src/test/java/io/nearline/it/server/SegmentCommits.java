package io.nearline.it.server;

import static org.awaitility.Awaitility.await;

import io.nearline.it.stack.Stack;
import io.nearline.schemas.controller.PinotController;
import io.nearline.schemas.controller.SegmentStates;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was consumed becomes segments on disk, sorted anew. */
final class SegmentCommits {
  private static final Duration BOUND = Duration.ofMinutes(4);

  private SegmentCommits() {}

  /** Commits the consuming segments of tables, all at the same time. */
  static void ofTables(Stack stack, Collection<String> tables) {
    PinotController controller = ServerUnderTest.controller(stack);
    Map<String, Set<String>> before = new TreeMap<>();
    for (String table : tables) {
      before.put(table, controller.segments(table).consuming());
      controller.commitConsumingSegments(table);
    }
    before.forEach(
        (table, consuming) ->
            await(table + " has committed its consuming segments")
                .atMost(BOUND)
                .until(
                    () -> {
                      SegmentStates now = controller.segments(table);
                      return now.isSettled() && Collections.disjoint(now.consuming(), consuming);
                    }));
  }
}
