package io.nearline.server.heartbeat;

/** Tells how fresh tables are. Thread-safe; costs no more than a look into a map. */
public interface Freshness {
  /** Has heard of no table. */
  Freshness UNTOLD = table -> new TableFreshness.Untold();

  /** Returns what is known of a table now. */
  TableFreshness of(String table);
}
