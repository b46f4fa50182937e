package io.nearline.bench.ingest;

import java.time.Duration;

/**
 * How long events flow steadily, and how often segments are committed.
 *
 * @param settling how long events flow before it counts
 * @param steady how long it counts without forced commits
 * @param calm how long events flow steadily before and after each forced commit
 * @param commitsOfEach how often all consuming segments of each table are then committed, one table
 *     after the other, the first time included; at the end those of all tables are, at once
 */
record FlowScale(Duration settling, Duration steady, Duration calm, int commitsOfEach) {
  /** What the goals are about. Events within five seconds of a commit count, and flow calmly. */
  static final FlowScale FULL =
      new FlowScale(Duration.ofSeconds(20), Duration.ofSeconds(90), Duration.ofSeconds(6), 3);

  /** Enough to see whether it works. */
  static final FlowScale QUICK =
      new FlowScale(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(2), 3);
}
