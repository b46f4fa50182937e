package io.nearline.server.heartbeat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Gauge {@code nearline.freshness.seconds} by table and partition: how long ago the instant is
 * through which everything is in. A partition of which no instant is known has none.
 */
final class HeartbeatMeters {
  private final Clock clock;
  private final MultiGauge freshness;
  private List<Row> registered = List.of();

  /** What one line is about. */
  private record Row(String table, int partition) {}

  HeartbeatMeters(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    this.freshness =
        MultiGauge.builder("nearline.freshness.seconds")
            .description("How long ago the instant is through which a partition is complete.")
            .register(meters);
  }

  /** Shows tables as they are from now on. */
  synchronized void show(Collection<TableHeartbeats> tables) {
    List<Row> rows = new ArrayList<>();
    List<MultiGauge.Row<?>> gauges = new ArrayList<>();
    for (TableHeartbeats table : tables) {
      for (Integer partition : table.through().keySet()) {
        rows.add(new Row(table.name(), partition));
        gauges.add(
            MultiGauge.Row.of(
                Tags.of("table", table.name(), "partition", partition.toString()),
                table,
                heard -> age(heard, partition)));
      }
    }
    if (!rows.equals(registered)) {
      freshness.register(gauges, true);
      registered = rows;
    }
  }

  private double age(TableHeartbeats table, int partition) {
    Long through = table.through().get(partition);
    return through == null ? Double.NaN : (clock.millis() - through) / 1000.0;
  }
}
