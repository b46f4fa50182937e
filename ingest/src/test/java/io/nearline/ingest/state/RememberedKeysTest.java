package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the changelog of remembered keys holds, and what is remembered once it is read again. */
class RememberedKeysTest {
  private static final String STORE = "keys";
  private static final Duration PERIOD = Duration.ofMinutes(30);
  private static final Duration RETENTION = Duration.ofHours(1).plusMillis(1);
  private static final long NOW = 1_739_603_700_000L;

  @TempDir private Path directory;

  @Test
  void restoresWhatWasRemembered() {
    try (Running first = new Running("first");
        Running second = new Running("second")) {
      first.commit("a@" + NOW, "b@" + (NOW + 1));
      first.commit("ü@" + (NOW + 2), "a@" + (NOW + PERIOD.toMillis()), "@" + (NOW + 3));
      first.commit();

      assertThat(second.restore(first.changelog())).isEqualTo(2);

      assertThat(first.remembered("a", "b", "ü", "", "c"))
          .containsExactly(
              "a@" + NOW,
              "a@" + (NOW + PERIOD.toMillis()),
              "b@" + (NOW + 1),
              "ü@" + (NOW + 2),
              "@" + (NOW + 3));
      assertThat(second.remembered("a", "b", "ü", "", "c"))
          .isEqualTo(first.remembered("a", "b", "ü", "", "c"));
    }
  }

  @Test
  void restoresManyKeysOfLongTimesAsTheyAreInTheIndex() {
    long seed = 7;
    Random random = new Random(seed);
    String[] keys = IntStream.range(0, 300).mapToObj(i -> "key-" + i).toArray(String[]::new);
    try (Running first = new Running("first");
        Running second = new Running("second")) {
      long time = NOW;
      for (int i = 0; i < 500; i++) {
        time += random.nextInt((int) Duration.ofMinutes(3).toMillis());
        first.commit(
            keys[random.nextInt(keys.length)] + "@" + time,
            keys[random.nextInt(keys.length)] + "@" + (time + 1));
      }
      second.restore(first.changelog());

      List<String> kept = first.remembered(time, keys);
      assertThat(kept).as("seed %d", seed).hasSizeBetween(20, 300);
      assertThat(second.remembered(time, keys)).as("seed %d", seed).isEqualTo(kept);
    }
  }

  /** What stood in a transaction that was aborted isn't read, so nor is it remembered. */
  @Test
  void remembersNothingOfACommitThatFailed() {
    try (Running first = new Running("first");
        Running second = new Running("second")) {
      first.commit("a@" + NOW);
      List<byte[]> committed = first.changelog();
      first.commit("b@" + (NOW + 1));
      List<byte[]> aborted = first.changelog();

      second.restore(committed);
      assertThat(aborted).hasSize(1);
      assertThat(second.remembered("a", "b")).containsExactly("a@" + NOW);

      second.commit("b@" + (NOW + 5));
      try (Running third = new Running("third")) {
        third.restore(Stream.concat(committed.stream(), second.changelog().stream()).toList());
        assertThat(third.remembered("a", "b")).containsExactly("a@" + NOW, "b@" + (NOW + 5));
      }
    }
  }

  /** A task that is closed for an error writes nothing of what it did since its last commit. */
  @Test
  void whatIsClearedIsNotWrittenByTheNextCommit() {
    try (Running running = new Running("first")) {
      running.store().remember(bytes("a"), NOW);
      running.store().clearCache();
      running.commit("b@" + (NOW + 1));

      try (Running second = new Running("second")) {
        second.restore(running.changelog());
        assertThat(second.remembered("a", "b")).containsExactly("b@" + (NOW + 1));
      }
    }
  }

  @Test
  void aRecordOfTheChangelogIsFarBelowWhatKafkaTakes() {
    String[] all =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "key-" + i + "@" + (NOW + i))
            .toArray(String[]::new);
    try (Running first = new Running("first");
        Running second = new Running("second")) {
      first.commit(all);
      List<byte[]> changelog = first.changelog();
      assertThat(changelog)
          .hasSize(2)
          .allSatisfy(batch -> assertThat(batch).hasSizeLessThan(300 * 1024));
      second.restore(changelog);
      assertThat(second.remembered("key-0", "key-12345", "key-19999"))
          .containsExactly(
              "key-0@" + NOW, "key-12345@" + (NOW + 12345), "key-19999@" + (NOW + 19999));
    }
  }

  /** Events that are read again are years old; their records in the changelog must not be. */
  @Test
  void theChangelogKeepsRecordsByWhenTheyWereWritten() {
    assertThat(builder().logConfig())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "cleanup.policy", "delete",
                "message.timestamp.type", "LogAppendTime",
                "retention.ms", Long.toString(RETENTION.plusDays(1).toMillis())));
  }

  @Test
  void refusesAChangelogThatIsNotItsOwn() {
    try (Running running = new Running("first")) {
      assertThatThrownBy(() -> running.restore(List.of(new byte[] {9})))
          .hasMessage("version: 9 (expected: 1)");
    }
  }

  private static StoreBuilder<RememberedKeys> builder() {
    return RememberedKeys.builder(STORE, PERIOD, RETENTION);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A store in a task of its own, on a disk of its own. Each record that it gets is a commit. */
  private final class Running implements AutoCloseable {
    private final TopologyTestDriver driver;

    Running(String disk) {
      Topology topology = new Topology();
      topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in");
      topology.addProcessor("remember", Remembering::new, "source");
      topology.addStateStore(builder(), "remember");
      Properties settings = new Properties();
      settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
      settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(disk).toString());
      driver = new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(NOW));
    }

    RememberedKeys store() {
      return (RememberedKeys) driver.getStateStore(STORE);
    }

    /** Remembers keys, each {@code KEY@TIME}, in one commit. */
    void commit(String... keys) {
      driver
          .createInputTopic("in", new StringSerializer(), new ByteArraySerializer())
          .pipeInput("", bytes(String.join("\n", keys)), Instant.EPOCH);
    }

    /** Returns what the changelog has got since the last call. */
    List<byte[]> changelog() {
      return driver
          .createOutputTopic(
              "test-" + STORE + "-changelog",
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())
          .readRecordsToList()
          .stream()
          .map(TestRecord::value)
          .toList();
    }

    int restore(List<byte[]> changelog) {
      changelog.forEach(store()::restore);
      return changelog.size();
    }

    List<String> remembered(String... keys) {
      return remembered(NOW + PERIOD.toMillis(), keys);
    }

    /** Returns when keys were remembered within the retention, each {@code KEY@TIME}. */
    List<String> remembered(long now, String... keys) {
      List<String> found = new ArrayList<>();
      for (String key : keys) {
        long oldest = store().period(now - RETENTION.toMillis());
        for (long period = oldest; period <= now; period += PERIOD.toMillis()) {
          store()
              .remembered(bytes(key), period, period)
              .ifPresent(time -> found.add(key + "@" + time));
        }
      }
      return found;
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Remembers what stands in a record. */
  private static final class Remembering extends ContextualProcessor<byte[], byte[], Void, Void> {

    @Override
    public void process(Record<byte[], byte[]> record) {
      RememberedKeys store = context().getStateStore(STORE);
      new String(record.value(), StandardCharsets.UTF_8)
          .lines()
          .forEach(
              line -> {
                int at = line.lastIndexOf('@');
                store.remember(
                    bytes(line.substring(0, at)), Long.parseLong(line.substring(at + 1)));
              });
    }
  }
}
