package io.nearline.server.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nearline.server.FakeBroker;
import io.nearline.server.Samples;
import io.nearline.server.TestClock;
import io.nearline.server.pinot.Answers;
import io.nearline.server.pinot.PinotException.Kind;
import io.nearline.server.pinot.PinotSql;
import io.nearline.server.pinot.PinotTable;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PartitionReaderTest {
  private final FakeBroker broker = new FakeBroker();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, List<String>> segments = new HashMap<>();
  private long now = 1_000_000;

  private final Clock clock = new TestClock(() -> now);

  private final PartitionReader reader =
      new PartitionReader(broker, Samples.catalogue().attributes(), clock, meters);

  private void segmentsAre(String table, String... names) {
    segments.put(table, Arrays.asList(names));
    broker.answer(this::answer);
  }

  private PinotTable answer(PinotSql sql) {
    return Answers.table(
        List.of("$segmentName"),
        segments.getOrDefault(sql.table(), List.of()).stream()
            .map(name -> "[\"" + name + "\"]")
            .collect(Collectors.joining(", ", "[", "]")));
  }

  private int partitions(String table) {
    return reader.of(table).partitions();
  }

  @Test
  void asManyAsTheHighestOfASegmentsName() {
    segmentsAre("actions", "actions__0__3__20260101T0000Z", "actions__11__0__20260101T0000Z");
    segmentsAre("actions_by_object", "actions_by_object__1__0__20260101T0000Z");

    assertThat(partitions("actions")).isEqualTo(1);
    reader.ask();

    assertThat(partitions("actions")).isEqualTo(12);
    assertThat(partitions("actions_by_object")).isEqualTo(2);
    assertThat(partitions("another")).isEqualTo(1);
    assertThat(broker.statements().stream().map(PinotSql::text))
        .contains("SELECT DISTINCT \"$segmentName\" FROM \"actions\" LIMIT 20000");
    assertThat(meters.get("nearline.table.partitions").tags("table", "actions").gauge().value())
        .isEqualTo(12);
  }

  @Test
  void namesOfAnotherKindTellNothing() {
    segmentsAre(
        "actions",
        "actions_2026-01-01_0",
        "actions__x__0__20260101T0000Z",
        "actions_by_object__7__0__20260101T0000Z",
        "actions__99999999999__0__20260101T0000Z");

    reader.ask();

    assertThat(partitions("actions")).isEqualTo(1);
  }

  @Test
  void whatIsKnownStaysWhereAskingFails() {
    segmentsAre("actions", "actions__3__0__20260101T0000Z");
    reader.ask();
    now += 60_000;
    broker.fail(Kind.TIMEOUT);
    reader.ask();
    now += 60_000;
    broker.end(
        sql -> {
          throw new IllegalStateException("closed");
        });
    reader.ask();
    now += 60_000;
    segmentsAre("actions");
    reader.ask();

    assertThat(partitions("actions")).isEqualTo(4);
    assertThat(broker.statements().stream().filter(sql -> sql.table().equals("actions")))
        .hasSize(4);
  }

  @Test
  void whatIsKnownIsAskedOnceAMinuteAndTheRestEachTime() {
    segmentsAre("actions", "actions__3__0__20260101T0000Z");
    reader.ask();
    segmentsAre("actions", "actions__7__0__20260101T0000Z");
    now += 59_999;
    reader.ask();

    assertThat(partitions("actions")).isEqualTo(4);
    assertThat(broker.statements().stream().map(PinotSql::table))
        .containsExactlyInAnyOrder("actions", "actions_by_object", "actions_by_object");
    now += 1;
    reader.ask();
    assertThat(partitions("actions")).isEqualTo(8);
  }

  @Test
  void watchesTheTablesOfAnotherCatalogue() {
    segmentsAre("actions", "actions__3__0__20260101T0000Z");
    reader.ask();
    reader.watch(Samples.catalogue().attributes().inGeneration(2));
    segmentsAre("actions_g2", "actions_g2__4__0__20260101T0000Z");
    now += 60_000;
    reader.ask();

    assertThat(partitions("actions")).isEqualTo(4);
    assertThat(partitions("actions_g2")).isEqualTo(5);
    assertThat(broker.statements().stream().map(PinotSql::table))
        .containsExactlyInAnyOrder(
            "actions", "actions_by_object", "actions_g2", "actions_by_object_g2");
  }
}
