package io.nearline.server.partition;

import io.nearline.server.sql.Partitioning;

/** Tells how tables are partitioned. Thread-safe; costs no more than a look into a map. */
public interface Partitions {
  /** Knows of no table. */
  Partitions UNTOLD = table -> Partitioning.UNKNOWN;

  /** Returns what is known of a table now. */
  Partitioning of(String table);
}
