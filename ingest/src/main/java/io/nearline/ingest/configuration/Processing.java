package io.nearline.ingest.configuration;

import java.time.Duration;

/**
 * How events are processed, and with what.
 *
 * @param guarantee what is promised when ingest fails in the middle
 * @param commitInterval how often is committed
 * @param threads how many threads process
 * @param stateMemory how many bytes all stores in RocksDB may take of memory together, beside the
 *     heap
 */
public record Processing(
    Guarantee guarantee, Duration commitInterval, int threads, long stateMemory) {
  /** What absent keys mean. */
  public static final Processing DEFAULTS =
      new Processing(
          Guarantee.EXACTLY_ONCE, Duration.ofMillis(100), usualThreads(), 128L * 1024 * 1024);

  private static final int MOST_USUAL_THREADS = 4;

  static final long LEAST_STATE_MEMORY = 16L * 1024 * 1024;

  /** Checks the numbers. */
  public Processing {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: > 0)");
    }
    if (stateMemory < LEAST_STATE_MEMORY) {
      throw new IllegalArgumentException(
          "stateMemory: " + stateMemory + " (expected: >= " + LEAST_STATE_MEMORY + ")");
    }
  }

  /** While one thread waits for its commit, another one works. */
  private static int usualThreads() {
    return Math.min(MOST_USUAL_THREADS, Runtime.getRuntime().availableProcessors());
  }
}
