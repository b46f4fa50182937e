package io.nearline.bench.ingest;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param keys how many keys the attribute table has
 * @param backlog how many events wait when ingest is started, each round
 * @param rounds how many rounds count
 * @param settling how long events flow steadily before it counts
 * @param steady how long it counts at least; longer where it takes longer until segments of all
 *     tables are committed often enough
 * @param segmentRows after how many rows of its four partitions a table's segments are committed
 */
record IngestScale(
    int keys, int backlog, int rounds, Duration settling, Duration steady, long segmentRows) {
  /** What the goals are about. */
  static final IngestScale FULL =
      new IngestScale(
          1_000_000, 2_000_000, 3, Duration.ofSeconds(20), Duration.ofSeconds(120), 20_000);

  /** Enough to see whether it works. */
  static final IngestScale QUICK =
      new IngestScale(20_000, 60_000, 1, Duration.ofSeconds(3), Duration.ofSeconds(12), 5_000);

  /** Returns the same with so many keys, and so many events in each of so many rounds. */
  IngestScale with(int keysThere, int events, int times) {
    return new IngestScale(keysThere, events, times, settling, steady, segmentRows);
  }
}
