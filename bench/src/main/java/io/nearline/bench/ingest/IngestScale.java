package io.nearline.bench.ingest;

/**
 * How much is measured.
 *
 * @param keys how many keys the attribute table has
 * @param warmUp how many events each process takes first, each round, that don't count
 * @param backlog how many events wait after those
 * @param rounds how many rounds count; one before them doesn't
 * @param flow how long events flow steadily then, and how often segments are committed
 */
record IngestScale(int keys, int warmUp, int backlog, int rounds, FlowScale flow) {
  /** What the goals are about. */
  static final IngestScale FULL =
      new IngestScale(1_000_000, warmUp(2_000_000), 2_000_000, 5, FlowScale.FULL);

  /** Enough to see whether it works. */
  static final IngestScale QUICK =
      new IngestScale(20_000, warmUp(60_000), 60_000, 1, FlowScale.QUICK);

  /** Returns how many events warm up for so many that are counted, unless that is told. */
  static int warmUp(int counted) {
    return counted / 4 * 3;
  }

  IngestScale withKeys(int there) {
    return new IngestScale(there, warmUp, backlog, rounds, flow);
  }

  IngestScale withEvents(int notCounted, int waiting) {
    return new IngestScale(keys, notCounted, waiting, rounds, flow);
  }

  IngestScale withRounds(int times) {
    return new IngestScale(keys, warmUp, backlog, times, flow);
  }
}
