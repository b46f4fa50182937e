package io.nearline.bench.ingest;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param keys how many keys the attribute table has
 * @param backlog how many events wait when ingest is started, each round
 * @param rounds how many rounds count
 * @param settling how long events flow steadily before it counts
 * @param steady how long it counts without forced commits
 * @param forcedCommits how often all consuming segments are then committed
 */
record IngestScale(
    int keys, int backlog, int rounds, Duration settling, Duration steady, int forcedCommits) {
  /** What the goals are about. */
  static final IngestScale FULL =
      new IngestScale(1_000_000, 2_000_000, 3, Duration.ofSeconds(20), Duration.ofSeconds(90), 3);

  /** Enough to see whether it works. */
  static final IngestScale QUICK =
      new IngestScale(20_000, 60_000, 1, Duration.ofSeconds(3), Duration.ofSeconds(5), 2);

  /** Returns the same with so many keys, and so many events in each of so many rounds. */
  IngestScale with(int keysThere, int events, int times) {
    return new IngestScale(keysThere, events, times, settling, steady, forcedCommits);
  }
}
