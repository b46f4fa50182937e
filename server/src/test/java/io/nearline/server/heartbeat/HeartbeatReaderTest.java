package io.nearline.server.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.TestClock;
import io.nearline.server.config.Heartbeats;
import io.nearline.server.config.Heartbeats.Mode;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeartbeatReaderTest {
  private static final String ACTIONS = "actions";
  private static final String TWIN = "actions_by_object";
  private static final TableFreshness UNTOLD = new TableFreshness.Untold();

  private final FakeBroker broker = new FakeBroker();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TreeMap<String, String> rows = new TreeMap<>();
  private long now = 1_000_000;

  private final Clock clock = new TestClock(() -> now);

  private HeartbeatReader reader(Mode mode) {
    broker.answer(this::answer);
    return new HeartbeatReader(
        broker,
        Samples.catalogue().attributes(),
        new Heartbeats(mode, Duration.ofMillis(500), Duration.ofSeconds(5)),
        clock,
        meters);
  }

  private PinotTable answer(PinotSql sql) {
    return Answers.table(
        List.of("key", "time", "partition", "partitions", "through"),
        "["
            + rows.entrySet().stream()
                .filter(row -> row.getKey().startsWith(sql.table() + "/"))
                .map(row -> row.getValue())
                .collect(Collectors.joining(", "))
            + "]");
  }

  /** Puts a table's newest heartbeat of a partition into Pinot, as numbers come from there. */
  private void beat(String table, int partition, int partitions, long time, long through) {
    String key = table.equals(ACTIONS) ? "" + (partition + 1) : "\"nearline:" + partition + "\"";
    rows.put(
        table + "/" + partition,
        "[%s, %d.0, %d.0, %d.0, %d.0]".formatted(key, time, partition, partitions, through));
  }

  private void beatAll(long time, long through) {
    for (String table : List.of(ACTIONS, TWIN)) {
      for (int partition = 0; partition < 2; partition++) {
        beat(table, partition, 2, time, through);
      }
    }
  }

  private static TableFreshness through(long millis) {
    return new TableFreshness.Through(millis);
  }

  @Test
  void tablesWithoutHeartbeatsAreUntoldAndNotSilent() {
    HeartbeatReader reader = reader(Mode.AUTO);
    reader.ask();
    assertThat(reader.of(ACTIONS)).isEqualTo(UNTOLD);
    assertThat(reader.of("another")).isEqualTo(UNTOLD);
    assertThat(reader.silence()).isEmpty();
    reader.ask();
    assertThat(broker.statements()).as("a question that reads much").hasSize(2);
    now += 2_000;
    reader.ask();
    assertThat(broker.statements()).hasSize(4);
  }

  @Test
  void whereTheyAreRequiredNoneIsSilence() {
    HeartbeatReader reader = reader(Mode.REQUIRED);
    assertThat(reader.silence()).contains("table actions: no heartbeat (expected: some)");
    beatAll(now - 100, now - 300);
    reader.ask();
    assertThat(reader.silence()).isEmpty();
  }

  @Test
  void aTableIsAsFreshAsItsOldestPartition() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beatAll(999_000, 998_000);
    beat(ACTIONS, 1, 2, 999_500, 997_000);
    reader.ask();
    assertThat(reader.of(ACTIONS)).isEqualTo(through(997_000));
    assertThat(reader.of(TWIN)).isEqualTo(through(998_000));

    beat(ACTIONS, 1, 2, 1_000_500, 999_000);
    reader.ask();
    assertThat(reader.of(ACTIONS)).isEqualTo(through(998_000));
    assertThat(meters.get("nearline.freshness.seconds").tags("table", ACTIONS, "partition", "0"))
        .satisfies(gauge -> assertThat(gauge.gauge().value()).isEqualTo(2.0));
  }

  @Test
  void whatIsNotWholeIsUnknown() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beat(ACTIONS, 0, 2, 999_000, 998_000);
    reader.ask();
    assertThat(reader.of(ACTIONS)).as("one of two").isEqualTo(new TableFreshness.Unknown());
    beat(ACTIONS, 1, 2, 999_000, 0);
    now += 2_000;
    reader.ask();
    assertThat(reader.of(ACTIONS)).as("one knows none").isEqualTo(new TableFreshness.Unknown());
  }

  @Test
  void knownKeysAreAskedForAfterTheOldestHeartbeat() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beatAll(999_000, 998_000);
    reader.ask();
    assertThat(broker.statements().get(0).text())
        .isEqualTo(
            "SELECT \"actor\", MAX(\"timestamp\"),"
                + " MAX(JSON_EXTRACT_SCALAR(\"verbAttributes\", '$.partition', 'LONG', 0)),"
                + " MAX(JSON_EXTRACT_SCALAR(\"verbAttributes\", '$.partitions', 'LONG', 0)),"
                + " MAX(JSON_EXTRACT_SCALAR(\"verbAttributes\", '$.through', 'LONG', 0))"
                + " FROM \"actions\" WHERE \"verb\" = 'nearline.heartbeat'"
                + " AND \"timestamp\" > 400000 GROUP BY \"actor\" LIMIT 20000");
    reader.ask();
    assertThat(broker.statements().get(2).text())
        .endsWith(
            " FROM \"actions\" WHERE \"actor\" IN (1, 2) AND \"verb\" = 'nearline.heartbeat'"
                + " AND \"timestamp\" > 999000 GROUP BY \"actor\" LIMIT 20000");
    assertThat(broker.statements().get(3).text())
        .contains("WHERE \"object\" IN ('nearline:0', 'nearline:1') AND");
  }

  @Test
  void aPartitionWithoutAnyForTooLongIsSilentUntilTheNext() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beatAll(now, now);
    reader.ask();
    now += 5_000;
    beatAll(now, now);
    beat(TWIN, 1, 2, 1_000_000, 1_000_000);
    reader.ask();
    assertThat(reader.silence()).isEmpty();
    now += 1;
    reader.ask();
    assertThat(reader.silence())
        .contains(
            "table actions_by_object, partition 1: no heartbeat (expected: one within 5000 ms)");
    assertThat(reader.of(TWIN)).isEqualTo(through(1_000_000));
    beat(TWIN, 1, 2, now, now);
    reader.ask();
    assertThat(reader.silence()).isEmpty();
    assertThat(reader.of(TWIN)).isEqualTo(through(now - 1));
  }

  @Test
  void whilePinotDoesNotAnswerNobodyIsCalledSilent() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beatAll(now, now);
    reader.ask();
    broker.fail(Kind.UNREACHABLE);
    now += 60_000;
    reader.ask();
    assertThat(reader.silence()).isEmpty();
    assertThat(reader.of(ACTIONS)).isEqualTo(through(1_000_000));
  }

  @Test
  void heartbeatsThatStoppedBeforeTheStartAreSilence() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beatAll(now - 60_000, now - 60_000);
    reader.ask();
    assertThat(reader.silence()).isPresent();
  }

  @Test
  void morePartitionsAreLearnt() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beatAll(now, now);
    reader.ask();
    rows.clear();
    now += 1_000;
    for (int partition = 0; partition < 4; partition++) {
      beat(ACTIONS, partition, 4, now, now);
    }
    rows.remove(ACTIONS + "/3");
    reader.ask();
    assertThat(reader.of(ACTIONS)).isEqualTo(new TableFreshness.Unknown());
    assertThat(reader.silence()).as("it has just been learnt of").isEmpty();
    beat(ACTIONS, 3, 4, now, now - 7);
    now += 2_000;
    reader.ask();
    assertThat(reader.of(ACTIONS)).isEqualTo(through(999_993 + 1_000));
  }

  @Test
  void anotherCataloguesTablesAreBegunAnewAndTheSameOnesKept() {
    HeartbeatReader reader = reader(Mode.AUTO);
    beatAll(now, now);
    reader.ask();
    reader.watch(Samples.catalogue().attributes());
    assertThat(reader.of(ACTIONS)).isEqualTo(through(now));
  }
}
