package io.nearline.bench.ingest;

import java.time.Duration;

/**
 * How long events flow steadily, and how often segments are committed.
 *
 * @param settling how long events flow before it counts
 * @param steady how long it counts without forced commits
 * @param forcedCommits how often all consuming segments are then committed, the first time included
 */
record FlowScale(Duration settling, Duration steady, int forcedCommits) {
  /** What the goals are about. */
  static final FlowScale FULL = new FlowScale(Duration.ofSeconds(20), Duration.ofSeconds(90), 4);

  /** Enough to see whether it works. */
  static final FlowScale QUICK = new FlowScale(Duration.ofSeconds(3), Duration.ofSeconds(5), 3);
}
