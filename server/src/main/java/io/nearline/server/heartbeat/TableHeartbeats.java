package io.nearline.server.heartbeat;

import io.nearline.features.attribute.EntityTable;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.HeartbeatStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The heartbeats of one table, as far as they were heard. How many partitions there are, and by
 * which keys Pinot finds their heartbeats, is learnt of the heartbeats themselves. Thread-safe.
 */
final class TableHeartbeats {
  /** How far back heartbeats are looked for whose keys aren't known: this reads every action. */
  private static final Duration FIRST_LOOK = Duration.ofMinutes(10);

  /** How much older than the newest partition's a heartbeat may be to be found again. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final EntityTable table;
  private final String key;
  private final Clock clock;
  private final Map<Integer, Heartbeat> newest = new TreeMap<>();
  private int partitions;
  private long learnt;
  private long answered;
  private volatile TableFreshness freshness = new TableFreshness.Untold();

  /**
   * The newest of a partition.
   *
   * @param time its own time, by ingest's clock
   * @param through everything that had reached Kafka by then is in; 0: not known
   * @param heard when it was first seen here, by this server's clock
   */
  private record Heartbeat(String key, long time, long through, long heard) {}

  /**
   * Has heard of nothing.
   *
   * @param key the column of the table's root key
   */
  TableHeartbeats(EntityTable table, String key, Clock clock) {
    this.table = table;
    this.key = key;
    this.clock = clock;
  }

  /** Returns whether every partition has been heard of. */
  synchronized boolean isComplete() {
    return partitions > 0 && newest.size() == partitions;
  }

  /** Returns the question for what is new. */
  synchronized PinotSql question() {
    if (!isComplete()) {
      return HeartbeatStatement.write(
          table, key, List.of(), clock.millis() - FIRST_LOOK.toMillis());
    }
    long oldest = newest.values().stream().mapToLong(Heartbeat::time).min().orElseThrow();
    long latest = newest.values().stream().mapToLong(Heartbeat::time).max().orElseThrow();
    return HeartbeatStatement.write(
        table,
        key,
        newest.values().stream().map(Heartbeat::key).toList(),
        Math.max(oldest, latest - LOOK.toMillis()));
  }

  /** Takes in an answer. */
  synchronized void hear(PinotTable rows) {
    answered = clock.millis();
    learnPartitions(rows);
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.int64(row, 3) == partitions) {
        hear((int) rows.int64(row, 2), rows.string(row, 0), rows.int64(row, 1), rows.int64(row, 4));
      }
    }
    freshness = judged();
  }

  /** Where the newest heartbeat knows another number of partitions, all is learnt anew. */
  private void learnPartitions(PinotTable rows) {
    long latest = Long.MIN_VALUE;
    int told = partitions;
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.int64(row, 1) > latest) {
        latest = rows.int64(row, 1);
        told = (int) rows.int64(row, 3);
      }
    }
    if (told != partitions) {
      partitions = told;
      learnt = answered;
      newest.clear();
    }
  }

  private void hear(int partition, String key, long time, long through) {
    Heartbeat before = newest.get(partition);
    if (before == null) {
      newest.put(partition, new Heartbeat(key, time, through, Math.min(time, answered)));
    } else if (time > before.time()) {
      newest.put(
          partition, new Heartbeat(key, time, Math.max(through, before.through()), answered));
    }
  }

  private TableFreshness judged() {
    if (newest.isEmpty()) {
      return new TableFreshness.Untold();
    }
    long least = newest.values().stream().mapToLong(Heartbeat::through).min().orElseThrow();
    return isComplete() && least > 0
        ? new TableFreshness.Through(least)
        : new TableFreshness.Unknown();
  }

  /** Returns what is known. */
  TableFreshness freshness() {
    return freshness;
  }

  /** Returns the instant of each partition that is known to have one, in epoch milliseconds. */
  synchronized Map<Integer, Long> through() {
    Map<Integer, Long> through = new TreeMap<>();
    newest.forEach(
        (partition, heartbeat) -> {
          if (heartbeat.through() > 0) {
            through.put(partition, heartbeat.through());
          }
        });
    return through;
  }

  /**
   * Returns which partitions had no heartbeat for longer than a bound when Pinot was last asked;
   * empty when none.
   */
  synchronized Optional<String> silence(Duration bound) {
    List<String> silent = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      Heartbeat heartbeat = newest.get(partition);
      long heard = heartbeat == null ? learnt : heartbeat.heard();
      if (answered - heard > bound.toMillis()) {
        silent.add(Integer.toString(partition));
      }
    }
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "table %s, partition %s: no heartbeat (expected: one within %s ms)"
                .formatted(table.table(), String.join(", ", silent), bound.toMillis()));
  }

  /** Returns whether this is about a table as it is. */
  boolean isOf(EntityTable other, String otherKey) {
    return table.equals(other) && key.equals(otherKey);
  }

  String name() {
    return table.table();
  }
}
