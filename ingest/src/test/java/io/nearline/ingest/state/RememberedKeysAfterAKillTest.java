package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.internals.OffsetCheckpoint;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kafka Streams is told of the disk at a start, and what is remembered then. */
class RememberedKeysAfterAKillTest {
  private static final String STORE = "keys";
  private static final TopicPartition CHANGELOG =
      new TopicPartition("test-" + STORE + "-changelog", 0);
  private static final Duration PERIOD = Duration.ofMinutes(30);
  private static final Duration RETENTION = Duration.ofHours(1).plusMillis(1);
  private static final long NOW = 1_739_603_700_000L;

  /** Saves each commit, so that a kill leaves it. */
  private static final KeysOnDisk.Settings SETTINGS =
      new KeysOnDisk.Settings(KeyHash::farm, KeyMemory.of(1 << 20), KeyMemory.of(0), 1 << 10, 0);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
  void hasWhatWasCommittedAndNothingElse(String guarantee) {
    try (Running first = new Running("first", guarantee, keys -> keys)) {
      first.remember("committed");
      first.keys().commit(Map.of(CHANGELOG, 41L));
      first.remember("not committed");
      DiskOfAKilled.copy(first.disk, directory.resolve("second"));
    }
    try (Running second = new Running("second", guarantee, keys -> keys)) {
      assertThat(second.keys().committedOffset(CHANGELOG)).isEqualTo(41);
      assertThat(second.remembers("committed")).isTrue();
      assertThat(second.remembers("not committed")).isFalse();
    }
  }

  /** An ingest that kept them in RocksDB leaves that, and an offset of its own. */
  @Test
  void readsTheChangelogFromItsBeginningWhereTheDiskIsOfAnEarlierVersion() throws IOException {
    Path task = directory.resolve("earlier/test/0_0");
    Path index = Files.createDirectories(task.resolve("rocksdb/" + STORE + "-index/" + STORE));
    Files.writeString(index.resolve("CURRENT"), "MANIFEST-000005");
    Files.writeString(task.resolve(".checkpoint_" + STORE), "0\n1\n" + CHANGELOG.topic() + " 0 7");

    try (Running atLeastOnce = new Running("earlier", StreamsConfig.AT_LEAST_ONCE, keys -> keys)) {
      assertThat(atLeastOnce.keys().committedOffset(CHANGELOG))
          .isEqualTo(OffsetCheckpoint.OFFSET_UNKNOWN);
      assertThat(index.getParent()).doesNotExist();
      assertThat(task.resolve(".checkpoint_" + STORE)).doesNotExist();
    }
    Files.createDirectories(index);
    assertThatThrownBy(() -> new Running("earlier", StreamsConfig.EXACTLY_ONCE_V2, keys -> keys))
        .isInstanceOf(TaskCorruptedException.class);
  }

  /** A task that is revived has its stores still. */
  @Test
  void goesOnAfterItsDiskIsDeleted() {
    try (Running running = new Running("first", StreamsConfig.EXACTLY_ONCE_V2, Revived::new)) {
      assertThat(running.remembers("before")).isFalse();
      running.remember("after");
      assertThat(running.remembers("after")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
  void saysThatTheTaskIsCorruptedIfTheDiskIs(String guarantee) throws IOException {
    try (Running running = new Running("first", guarantee, keys -> keys)) {
      running.remember("key");
      running.keys().commit(Map.of(CHANGELOG, 41L));
      Path log =
          running.disk.resolve("test/0_0/" + STORE + "/" + running.keys().period(NOW) + "-0.log");
      byte[] bytes = Files.readAllBytes(log);
      bytes[bytes.length - 1] ^= 1;
      Files.write(log, bytes);

      assertThatThrownBy(() -> running.remembers("key"))
          .isInstanceOf(TaskCorruptedException.class)
          .hasMessageContaining("0_0")
          .hasRootCauseMessage(log + ": damaged at 0");
      // At least once it is committed once more, and opened again.
      running.keys().commit(Map.of(CHANGELOG, 42L));
      assertThat(running.keys().committedOffset(CHANGELOG)).isNull();
    }
    assertThat(directory.resolve("first/test/0_0/" + STORE + "/committed")).doesNotExist();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A task with the store, on a disk. */
  private final class Running implements AutoCloseable {
    private final Path disk;
    private final TopologyTestDriver driver;

    Running(String name, String guarantee, Function<RememberedKeys, StateStore> around) {
      disk = directory.resolve(name);
      Topology topology = new Topology();
      topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in");
      topology.addProcessor("nothing", Nothing::new, "source");
      topology.addStateStore(
          new LoggedStoreBuilder<>(
              RememberedKeys.builder(STORE, PERIOD, RETENTION, SETTINGS), around),
          "nothing");
      Properties settings = DiskOfAKilled.settings(disk);
      settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
      driver = new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(NOW));
    }

    private RememberedKeys keys() {
      StateStore store = driver.getStateStore(STORE);
      return store instanceof Revived revived ? revived.wrapped() : (RememberedKeys) store;
    }

    void remember(String key) {
      keys().remember(bytes(key), NOW);
    }

    boolean remembers(String key) {
      long period = keys().period(NOW);
      return keys().remembered(bytes(key), period, period).isPresent();
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Opened once more after its disk failed and was deleted, as Kafka Streams does. */
  private static final class Revived extends WrappedStateStore<RememberedKeys, byte[], byte[]> {
    Revived(RememberedKeys keys) {
      super(keys);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
      Path unreadable = context.stateDir().toPath().resolve(STORE + "/committed");
      try {
        Files.createDirectories(unreadable);
        assertThatThrownBy(() -> super.init(context, root))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining(STORE);
        assertThat(wrapped().isOpen()).isFalse();
        Utils.delete(context.stateDir());
        Files.createDirectory(context.stateDir().toPath());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      super.init(context, root);
    }
  }

  private static final class Nothing extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
