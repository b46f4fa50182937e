package io.nearline.bench.ingest;

/**
 * Which events of a backlog count, by how many there are before them in the topic. Those before
 * {@code from} warm processes up.
 *
 * @param from of the first that counts
 * @param until of the first after them
 */
record CountedEvents(long from, long until) {
  /** So much of what waits counts: after that, some partitions may be done already. */
  private static final double PART = 0.95;

  /**
   * Returns which of the last ones count.
   *
   * @param waiting how many wait after those that warm up
   * @param end how many there are in all
   */
  static CountedEvents ofLast(int waiting, long end) {
    long from = end - waiting;
    return new CountedEvents(from, from + Math.round(PART * waiting));
  }

  int count() {
    return Math.toIntExact(until - from);
  }
}
