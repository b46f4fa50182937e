package io.nearline.bench.ingest;

import java.time.Duration;

/**
 * All consuming segments of all tables, committed at once because Pinot was told to.
 *
 * @param toldNanos when Pinot was told, of {@link System#nanoTime()}
 * @param untilConsuming from then until the segments after them consumed
 * @param rowsASegment how many rows each had, about
 */
record ForcedCommit(long toldNanos, Duration untilConsuming, long rowsASegment) {}
