package io.nearline.server.heartbeat;

/** What heartbeats tell of a table. */
public sealed interface TableFreshness {
  /** Nothing: it has none. */
  record Untold() implements TableFreshness {}

  /** It has some, but not of every partition, or ones that don't know yet. */
  record Unknown() implements TableFreshness {}

  /**
   * Everything that had reached Kafka by an instant is in.
   *
   * @param millis the instant, in epoch milliseconds
   */
  record Through(long millis) implements TableFreshness {}
}
