package io.nearline.server.partition;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.process.DaemonTimer;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.Partitioning;
import io.nearline.server.sql.SegmentStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns how many partitions each table has of the names of its segments, {@code
 * table__partition__sequence__time}: one more than the highest. It asks when it begins and every
 * minute, of what it knows nothing more often. The gauge {@code nearline.table.partitions} shows
 * what it knows.
 *
 * <p>What it doesn't know, or knows wrongly (the last partition has no rows yet, Pinot's names are
 * others), makes statements dearer, and no answer wrong. Thread-safe.
 */
public final class PartitionReader implements Partitions, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PartitionReader.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PinotBroker broker;
  private final Clock clock;
  private final MultiGauge gauge;
  private final Map<String, Long> looked = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer = DaemonTimer.named("partitions");
  private volatile Map<String, EntityTable> tables;
  private volatile Map<String, Partitioning> known = Map.of();

  /** Makes a reader that asks nothing yet. */
  public PartitionReader(
      PinotBroker broker, AttributeCatalogue catalogue, Clock clock, MeterRegistry meters) {
    this.broker = broker;
    this.clock = clock;
    this.gauge =
        MultiGauge.builder("nearline.table.partitions")
            .description("Partitions of a table, as far as its segments tell.")
            .register(meters);
    this.tables = byName(catalogue);
  }

  /** Begins to ask. */
  public void begin() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::ask, 0, BETWEEN_FIRST_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks for another catalogue's tables from now on; what is known of those in both stays. */
  public void watch(AttributeCatalogue other) {
    tables = byName(other);
  }

  private static Map<String, EntityTable> byName(AttributeCatalogue catalogue) {
    Map<String, EntityTable> tables = new HashMap<>();
    catalogue.entities().values().forEach(table -> tables.put(table.table(), table));
    return tables;
  }

  /** Asks once, for every table of which it is time to. */
  void ask() {
    long now = clock.millis();
    for (EntityTable table : tables.values()) {
      Long before = looked.get(table.table());
      if (before == null
          || now - before >= BETWEEN_LOOKS.toMillis()
          || !known.containsKey(table.table())) {
        looked.put(table.table(), now);
        ask(table);
      }
    }
  }

  /** What was known stays where the answer fails: partitions are as many as they were. */
  private void ask(EntityTable table) {
    try {
      var unused =
          broker
              .query(SegmentStatement.write(table), Deadline.after(PATIENCE))
              .thenAccept(segments -> hear(table.table(), segments))
              .whenComplete(
                  (heard, failure) -> {
                    if (failure != null) {
                      log.debug("partitions of {} can't be read", table.table(), failure);
                    }
                  });
    } catch (RuntimeException e) {
      log.debug("partitions of {} can't be asked for", table.table(), e);
    }
  }

  private synchronized void hear(String table, PinotTable segments) {
    int partitions = partitions(table, segments);
    if (partitions == 0) {
      return;
    }
    Map<String, Partitioning> more = new HashMap<>(known);
    more.put(table, new Partitioning(partitions));
    if (more.equals(known)) {
      return;
    }
    log.info("{} has {} partitions", table, partitions);
    known = Map.copyOf(more);
    gauge.register(
        known.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                told ->
                    MultiGauge.Row.of(
                        Tags.of("table", told.getKey()), told.getValue().partitions()))
            .toList(),
        true);
  }

  /** Returns how many there are; 0 where no segment's name tells. */
  private static int partitions(String table, PinotTable segments) {
    Pattern name = Pattern.compile(Pattern.quote(table) + "__(\\d{1,6})__\\d+__.*");
    int partitions = 0;
    for (int row = 0; row < segments.rows(); row++) {
      Matcher segment = name.matcher(segments.string(row, 0));
      if (segment.matches()) {
        partitions = Math.max(partitions, Integer.parseInt(segment.group(1)) + 1);
      }
    }
    return partitions;
  }

  @Override
  public Partitioning of(String table) {
    return known.getOrDefault(table, Partitioning.UNKNOWN);
  }

  /** Stops asking. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
