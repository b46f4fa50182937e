package io.nearline.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.state.RememberedKeys;
import io.nearline.ingest.step.Deduplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the ids of actions are remembered, and what it takes. */
class RememberedIdsTest {
  private static final String TOPIC = "raw.actions";
  private static final long TIME = IngestFixture.NOW;

  /** So many ids with this in them are more than what is collected before it is written. */
  private static final int WRITTEN_AT_ONCE = 800;

  private static final String LONG = "x".repeat(80);

  @TempDir private Path directory;
  private IngestFixture ingest;

  @BeforeEach
  void start() {
    ingest = new IngestFixture(directory, SampleEvents.ATTRIBUTES, SampleEvents.PIPELINES);
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void noTimeOfAnEventOrItsRecordPushesOthersOut() {
    send("a", Instant.ofEpochMilli(TIME));
    send("far", Instant.parse("9999-01-01T00:00:00Z"));
    ingest.send(TOPIC, "7", SampleEvents.action("ahead", 7, TIME + 599_000));
    ingest.send(TOPIC, "7", SampleEvents.action("future", 7, Long.MAX_VALUE));
    send("old", Instant.EPOCH);
    ingest.driver.advanceWallClockTime(IngestFixture.HORIZON.minusSeconds(1));

    send("a", Instant.ofEpochMilli(TIME));
    send("old", Instant.EPOCH);

    assertThat(ingest.account()).containsEntry("actions|duplicate|", 2L);
    assertThat(ingest.account()).containsEntry("actions|action|", 4L);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_799_999, 1_800_000, 1_800_001, 3_599_999})
  void isRememberedForTheHorizonWheneverThatBegins(long offset) {
    ingest.driver.advanceWallClockTime(Duration.ofMillis(offset));
    send("a", Instant.ofEpochMilli(TIME));
    ingest.driver.advanceWallClockTime(IngestFixture.HORIZON);
    send("a", Instant.ofEpochMilli(TIME));
    assertThat(ingest.account()).containsEntry("actions|duplicate|", 1L);

    ingest.driver.advanceWallClockTime(Duration.ofMillis(1));
    send("a", Instant.ofEpochMilli(TIME));
    assertThat(ingest.account()).containsEntry("actions|action|", 2L);
  }

  @Test
  void isRememberedByAClockThatIsBehind() {
    RememberedKeys store = (RememberedKeys) ingest.driver.getStateStore(Deduplication.STORE);
    long ahead = store.period(TIME) + store.periodMillis();
    store.remember(IngestFixture.bytes("7:actions:a"), ahead);
    ingest.driver.advanceWallClockTime(Duration.ofMillis(ahead - 1 - TIME));

    send("a", Instant.ofEpochMilli(TIME));

    assertThat(ingest.account()).containsEntry("actions|duplicate|", 1L);
  }

  @Test
  void anIdIsItsActorsWhereverTheirPartitionsAre() {
    ingest.send(TOPIC, "7", SampleEvents.action("a", 7, TIME));
    ingest.send(TOPIC, "8", SampleEvents.action("a", 8, TIME));
    ingest.send(TOPIC, "7", SampleEvents.action("a", 7, TIME));

    assertThat(ingest.account()).containsEntry("actions|action|", 2L);
    assertThat(ingest.account()).containsEntry("actions|duplicate|", 1L);
  }

  @Test
  void whatIsOlderThanTheHorizonLeavesTheDisk() throws IOException {
    Duration step = IngestFixture.HORIZON.dividedBy(3);
    long now = TIME;
    for (int i = 0; i < 9 * WRITTEN_AT_ONCE; i++) {
      send(i + LONG, Instant.ofEpochMilli(TIME));
      if (i % WRITTEN_AT_ONCE == WRITTEN_AT_ONCE - 1) {
        assertThat(oldestPeriod())
            .isGreaterThanOrEqualTo(now - 2 * IngestFixture.HORIZON.toMillis());
        now += step.toMillis();
        ingest.driver.advanceWallClockTime(step);
      }
    }

    assertThat(ingest.account()).containsEntry("actions|action|", 9L * WRITTEN_AT_ONCE);
  }

  private void send(String id, Instant recordTime) {
    ingest.send(
        TOPIC,
        new TestRecord<>(
            IngestFixture.bytes("7"),
            IngestFixture.bytes(SampleEvents.action(id, 7, TIME)),
            new RecordHeaders(),
            recordTime));
  }

  /** Returns from when on the oldest ids on disk are, in epoch milliseconds. */
  private long oldestPeriod() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(path -> path.toString().contains(Deduplication.STORE))
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('-'))))
          .min()
          .orElseThrow();
    }
  }
}
