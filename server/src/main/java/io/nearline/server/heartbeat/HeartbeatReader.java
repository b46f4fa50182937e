package io.nearline.server.heartbeat;

import io.micrometer.core.instrument.MeterRegistry;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.EntityTable;
import io.nearline.process.DaemonTimer;
import io.nearline.server.config.Heartbeats;
import io.nearline.server.config.Heartbeats.Mode;
import io.nearline.server.pinot.Deadline;
import io.nearline.server.pinot.PinotBroker;
import io.nearline.server.sql.HeartbeatStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Pinot again and again for each table's newest heartbeats, one small statement a table. A
 * table of which not every partition's are known is asked less often: the question reads more.
 * Thread-safe.
 */
public final class HeartbeatReader implements Freshness, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeartbeatReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofSeconds(2);

  private final PinotBroker broker;
  private final Heartbeats settings;
  private final Clock clock;
  private final HeartbeatMeters meters;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> looked = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer = DaemonTimer.named("heartbeats");
  private volatile Map<String, TableHeartbeats> tables = Map.of();

  /** Makes a reader that asks nothing yet. */
  public HeartbeatReader(
      PinotBroker broker,
      AttributeCatalogue catalogue,
      Heartbeats settings,
      Clock clock,
      MeterRegistry meters) {
    this.broker = broker;
    this.settings = settings;
    this.clock = clock;
    this.meters = new HeartbeatMeters(meters, clock);
    watch(catalogue);
  }

  /** Begins to ask, unless heartbeats are off. */
  public void begin() {
    if (settings.mode() != Mode.OFF) {
      var unused =
          timer.scheduleWithFixedDelay(
              this::ask, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Asks for another catalogue's tables from now on; what is known of those in both stays. */
  public synchronized void watch(AttributeCatalogue other) {
    Map<String, TableHeartbeats> next = new LinkedHashMap<>();
    for (EntityTable table : other.entities().values()) {
      TableHeartbeats known = tables.get(table.table());
      String key = HeartbeatStatement.key(table, other);
      next.put(
          table.table(),
          known != null && known.isOf(table, key) ? known : new TableHeartbeats(table, key, clock));
    }
    tables = next;
  }

  /** Asks once, for every table of which no answer is awaited. */
  void ask() {
    for (TableHeartbeats table : tables.values()) {
      if (isDue(table) && asked.add(table.name())) {
        ask(table);
      }
    }
  }

  private boolean isDue(TableHeartbeats table) {
    if (table.isComplete()) {
      return true;
    }
    long now = clock.millis();
    Long before = looked.get(table.name());
    if (before != null && now - before < BETWEEN_FIRST_LOOKS.toMillis()) {
      return false;
    }
    looked.put(table.name(), now);
    return true;
  }

  private void ask(TableHeartbeats table) {
    try {
      var unused =
          broker
              .query(table.question(), Deadline.after(PATIENCE))
              .thenAccept(table::hear)
              .whenComplete(
                  (heard, failure) -> {
                    asked.remove(table.name());
                    note(table.name(), failure == null ? "" : cause(failure));
                    meters.show(tables.values());
                  });
    } catch (RuntimeException e) {
      asked.remove(table.name());
      note(table.name(), e.toString());
    }
  }

  private static String cause(Throwable failure) {
    return String.valueOf((failure.getCause() == null ? failure : failure.getCause()).getMessage());
  }

  private void note(String table, String problem) {
    String before = problems.put(table, problem);
    if (!problem.isEmpty() && !problem.equals(before)) {
      log.warn("heartbeats of {} can't be read: {}", table, problem);
    }
  }

  @Override
  public TableFreshness of(String table) {
    TableHeartbeats heartbeats = tables.get(table);
    return heartbeats == null ? new TableFreshness.Untold() : heartbeats.freshness();
  }

  /**
   * Returns which tables' partitions are silent; empty when none, or when heartbeats are off. A
   * table that was never heard of is silent only where heartbeats are required.
   */
  public Optional<String> silence() {
    return tables.values().stream().flatMap(this::silence).findFirst();
  }

  private Stream<String> silence(TableHeartbeats table) {
    return switch (settings.mode()) {
      case OFF -> Stream.empty();
      case AUTO -> table.silence(settings.silentAfter()).stream();
      case REQUIRED ->
          table.freshness() instanceof TableFreshness.Untold
              ? Stream.of("table " + table.name() + ": no heartbeat (expected: some)")
              : table.silence(settings.silentAfter()).stream();
    };
  }

  /** Stops asking. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
