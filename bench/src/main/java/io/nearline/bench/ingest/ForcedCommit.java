package io.nearline.bench.ingest;

import java.time.Duration;
import java.util.List;

/**
 * All consuming segments of some tables, committed at once because Pinot was told to.
 *
 * @param part what the report makes of it
 * @param tables whose segments
 * @param toldNanos when Pinot was told, of {@link System#nanoTime()}
 * @param untilConsuming from then until the segments after them consumed
 * @param rowsASegment how many rows each had, about
 */
record ForcedCommit(
    Part part, List<String> tables, long toldNanos, Duration untilConsuming, long rowsASegment) {

  /** What the report makes of a forced commit. */
  enum Part {
    /**
     * The first one after Pinot's start, by code that isn't compiled yet. Told by itself: a Pinot
     * runs for weeks and does this once.
     */
    FIRST,

    /** Of one table, as commits come by themselves: the only ones that the goal is about. */
    OF_ONE_TABLE,

    /** Of all tables at once, which is the worst that can happen. Told by itself. */
    OF_ALL_TABLES
  }

  ForcedCommit {
    tables = List.copyOf(tables);
  }

  /** Returns whether the events around it are what the goal is about. */
  boolean isInGoal() {
    return part == Part.OF_ONE_TABLE;
  }
}
