package io.nearline.ingest.heartbeat;

import java.util.OptionalLong;

/**
 * Through which instant events are settled: every event that had reached Kafka by then has become
 * what it becomes, in a committed transaction. Thread-safe.
 */
public interface SettledThrough {

  /**
   * Returns the instant, in epoch milliseconds, of events whose actors are of a partition; empty
   * while it isn't known.
   */
  OptionalLong of(int partition);

  /** Returns the instant of all events: the least of the partitions'; empty while one has none. */
  OptionalLong all();
}
