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
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.OffsetCheckpoint;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill that leaves a segment closed, since nothing of it was flushed after the stop before, and
 * one open: Kafka Streams looks at the disk, finds that it can't be trusted, deletes it, and goes
 * on.
 */
class RememberedKeysAfterAKillTest {
  private static final String STORE = "keys";
  private static final Duration PERIOD = Duration.ofMinutes(30);
  private static final Duration RETENTION = Duration.ofHours(1).plusMillis(1);
  private static final long OLD = 1_739_603_700_000L;
  private static final long NEW = OLD + PERIOD.toMillis();

  /** With the keys' length, more than one write buffer of 1 MiB, less than two: one flush. */
  private static final int KEYS = 1_000;

  private static final String LONG = "k".repeat(1_300);

  @TempDir private Path directory;

  /** At least once trusts a disk without a stop in order, and leaves the same on it. */
  @BeforeEach
  void leaveADisk() throws IOException {
    try (Running first = new Running("first", StreamsConfig.AT_LEAST_ONCE, keys -> keys)) {
      first.remember("old", OLD);
      first.commit();
      first.keys().close();
      DiskOfAKilled.copy(first.disk, directory.resolve("second"));
    }
    try (Running second = new Running("second", StreamsConfig.AT_LEAST_ONCE, keys -> keys)) {
      for (int key = 0; key < KEYS; key++) {
        second.remember(key + LONG, NEW);
      }
      second.commit();
      DiskOfAKilled.awaitFlush(second.disk);
      DiskOfAKilled.copy(second.disk, directory.resolve("left"));
      new OffsetCheckpoint(directory.resolve("left/test/0_0/.checkpoint_" + STORE).toFile())
          .write(Map.of(new TopicPartition("test-" + STORE + "-changelog", 0), 0L));
    }
  }

  /** Kafka Streams looks first with stores that it doesn't use. */
  @Test
  void otherStoresGoOnAfterTheDiskIsDeleted() throws IOException {
    isNotTrusted();
    isNotTrusted();
    Utils.delete(directory.resolve("left/test/0_0").toFile());
    try (Running running = new Running("left", StreamsConfig.EXACTLY_ONCE_V2, keys -> keys)) {
      holdsThatItRemembers(running);
    }
  }

  /** A task that is revived has its stores still. */
  @Test
  void theSameStoreGoesOnAfterTheDiskIsDeleted() {
    try (Running running = new Running("left", StreamsConfig.EXACTLY_ONCE_V2, Revived::new)) {
      holdsThatItRemembers(running);
    }
  }

  private void isNotTrusted() {
    assertThatThrownBy(() -> new Running("left", StreamsConfig.EXACTLY_ONCE_V2, keys -> keys))
        .isInstanceOf(TaskCorruptedException.class);
  }

  private static void holdsThatItRemembers(Running running) {
    assertThat(running.remembers("old", OLD)).isFalse();
    running.remember("old", OLD);
    running.remember("new", NEW);
    running.commit();
    assertThat(running.remembers("old", OLD)).isTrue();
    assertThat(running.remembers("new", NEW)).isTrue();
  }

  private static StoreBuilder<RememberedKeys> builder() {
    return RememberedKeys.builder(STORE, PERIOD, RETENTION);
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
      topology.addStateStore(new LoggedStoreBuilder<>(builder(), around), "nothing");
      Properties settings = DiskOfAKilled.settings(disk);
      settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
      driver = new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(OLD));
    }

    private RememberedKeys keys() {
      StateStore store = driver.getStateStore(STORE);
      return store instanceof Revived revived ? revived.wrapped() : (RememberedKeys) store;
    }

    void remember(String key, long time) {
      keys().remember(bytes(key), time);
    }

    boolean remembers(String key, long time) {
      return keys().remembered(bytes(key), keys().period(time)).isPresent();
    }

    void commit() {
      keys().commit(Map.of());
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Opened once more after its disk was deleted, as Kafka Streams does. */
  private static final class Revived extends WrappedStateStore<RememberedKeys, byte[], byte[]> {
    Revived(RememberedKeys keys) {
      super(keys);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
      assertThatThrownBy(() -> super.init(context, root))
          .isInstanceOf(TaskCorruptedException.class);
      try {
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
