package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.ingest.state.RememberedKeys.Reading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk is read into filters a part at a time, and every answer is right meanwhile. */
class RememberedKeysAfterAStartTest {
  private static final String STORE = "keys";
  private static final Duration PERIOD = Duration.ofMinutes(30);
  private static final Duration RETENTION = Duration.ofHours(2);
  private static final long FIRST = 1_739_603_700_000L;
  private static final long SECOND = FIRST + PERIOD.toMillis();
  private static final int KEYS = 1_000;

  @TempDir private Path directory;

  @Test
  void readsMoreWithEachCommitAndAnswersMeanwhile() {
    leaveADisk();
    try (Running running = new Running("second", new Reading(300, 400))) {
      assertThat(running.keys().isFilterWhole()).isFalse();
      holds(running, KEYS, 0);

      running.remember(KEYS, SECOND);
      running.keys().flushCache();
      assertThat(running.keys().isFilterWhole()).isFalse();
      holds(running, KEYS, 1);

      readAll(running.keys()::flushCache, running);
      running.remember(KEYS + 1, SECOND);
      holds(running, KEYS, 2);
    }
  }

  /** The disk is dropped by segments, and one of them is being read. */
  @Test
  void forgetsWhatIsDroppedWhileItIsRead() {
    leaveADisk();
    try (Running running = new Running("second", new Reading(300, 400))) {
      long later = SECOND + 3 * RETENTION.toMillis();
      assertThat(running.keys().isFilterWhole()).isFalse();
      running.remember(1, later);
      running.keys().commit(Map.of());
      assertThat(running.remembers(1, later)).isTrue();
      readAll(running.keys()::flushCache, running);
      assertThat(running.remembers(1, later)).isTrue();
      assertThat(running.remembers(2, later)).isFalse();
      assertThat(running.remembers(2, FIRST)).isFalse();
    }
  }

  @Test
  void knowsWhatIsRestoredWhileItReads() {
    leaveADisk();
    KeyBatch batch = new KeyBatch();
    batch.add(Running.bytes(KEYS), SECOND);
    try (Running running = new Running("second", new Reading(300, 400))) {
      running.keys().restore(batch.drain());
      holds(running, KEYS, 1);
      readAll(() -> running.keys().commit(Map.of()), running);
      holds(running, KEYS, 1);
    }
  }

  /** Kafka Streams starts a task anew on the disk that it left. */
  @Test
  void beginsAnewAfterItWasClosedWhileReading() {
    leaveADisk();
    try (Running running = new Running("second", new Reading(300, 400))) {
      running.keys().close();
      DiskOfAKilled.copy(running.disk, directory.resolve("third"));
    }
    try (Running running = new Running("third", new Reading(300, 400))) {
      holds(running, KEYS, 0);
    }
  }

  @Test
  void readsAllAtTheStartWhereThatIsLittle() {
    leaveADisk();
    try (Running running = new Running("second", new Reading(2 * KEYS, 0))) {
      assertThat(running.keys().isFilterWhole()).isTrue();
      holds(running, KEYS, 0);
    }
  }

  @Test
  void ofAnEmptyDiskItKnowsAll() {
    try (Running running = new Running("first", new Reading(0, 0))) {
      assertThat(running.keys().isFilterWhole()).isTrue();
      assertThat(running.remembers(1, FIRST)).isFalse();
    }
  }

  /** As many keys of each period. */
  private void leaveADisk() {
    try (Running first = new Running("first", new Reading(0, 0))) {
      IntStream.range(0, KEYS).forEach(key -> first.remember(key, FIRST));
      IntStream.range(0, KEYS).forEach(key -> first.remember(key, SECOND));
      first.keys().commit(Map.of());
      first.keys().close();
      DiskOfAKilled.copy(first.disk, directory.resolve("second"));
    }
  }

  /** Some keys at a time. */
  private static void readAll(Runnable some, Running running) {
    for (int i = 0; i < 2 * KEYS / 400; i++) {
      some.run();
    }
    assertThat(running.keys().isFilterWhole()).isTrue();
  }

  /** Those that were on disk of both periods, and some later ones of the second. */
  private static void holds(Running running, int onDisk, int later) {
    for (int key = 0; key < onDisk + KEYS; key++) {
      assertThat(running.remembers(key, FIRST)).as("%d, first", key).isEqualTo(key < onDisk);
      assertThat(running.remembers(key, SECOND))
          .as("%d, second", key)
          .isEqualTo(key < onDisk + later);
    }
  }

  /** A task with the store, on a disk that it trusts. */
  private final class Running implements AutoCloseable {
    private final Path disk;
    private final TopologyTestDriver driver;

    Running(String name, Reading reading) {
      disk = directory.resolve(name);
      Topology topology = new Topology();
      topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in");
      topology.addProcessor("nothing", Nothing::new, "source");
      topology.addStateStore(RememberedKeys.builder(STORE, PERIOD, RETENTION, reading), "nothing");
      Properties settings = DiskOfAKilled.settings(disk);
      settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
      driver = new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(FIRST));
    }

    RememberedKeys keys() {
      return (RememberedKeys) driver.getStateStore(STORE);
    }

    void remember(int key, long time) {
      keys().remember(bytes(key), time);
    }

    boolean remembers(int key, long time) {
      return keys().remembered(bytes(key), keys().period(time)).isPresent();
    }

    private static byte[] bytes(int key) {
      return Integer.toString(key).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  private static final class Nothing extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
