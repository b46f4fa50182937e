package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a table's rows on disk when ingest stops, and when it is killed. */
class TableStoreTest {
  private static final String STORE = "table";
  private static final TopicPartition TOPIC = new TopicPartition("rows", 0);

  /** More than one write buffer of 1 MiB, less than two: one flush. */
  private static final int ROWS = 160;

  private static final byte[] VALUE = new byte[8 * 1024];

  @TempDir private Path directory;

  @Test
  void rowsAreKeptWhenItIsClosed() {
    try (Running first = new Running("first")) {
      first.putRows();
      first.store().close();
      DiskOfAKilled.copy(first.disk, directory.resolve("second"));
    }
    try (Running second = new Running("second")) {
      assertThat(second.rows()).isEqualTo(ROWS);
      assertThat(second.store().committedOffset(TOPIC)).isEqualTo(ROWS);
    }
  }

  @Test
  void rowsAreReadAgainAfterAKill() {
    try (Running killed = new Running("killed")) {
      killed.putRows();
      DiskOfAKilled.awaitFlush(killed.disk);
      DiskOfAKilled.copy(killed.disk, directory.resolve("next"));
    }
    try (Running next = new Running("next")) {
      assertThat(next.rows()).isZero();
      assertThat(next.store().committedOffset(TOPIC)).as("where it reads on").isZero();
      next.putRows();
      assertThat(next.rows()).isEqualTo(ROWS);
    }
  }

  /** An application that has one table, on a disk. */
  private final class Running implements AutoCloseable {
    private final Path disk;
    private final TopologyTestDriver driver;

    Running(String name) {
      disk = directory.resolve(name);
      StreamsBuilder builder = new StreamsBuilder();
      builder.addGlobalStore(
          TableStore.builder(STORE),
          TOPIC.topic(),
          Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
          Storing::new);
      driver = new TopologyTestDriver(builder.build(), DiskOfAKilled.settings(disk));
    }

    KeyValueStore<byte[], byte[]> store() {
      return driver.getKeyValueStore(STORE);
    }

    void putRows() {
      var topic =
          driver.createInputTopic(TOPIC.topic(), new StringSerializer(), new ByteArraySerializer());
      for (int row = 0; row < ROWS; row++) {
        topic.pipeInput(Integer.toString(row), VALUE);
      }
    }

    int rows() {
      int rows = 0;
      try (KeyValueIterator<byte[], byte[]> all = store().all()) {
        while (all.hasNext()) {
          assertThat(all.next().value).hasSameSizeAs(VALUE);
          rows++;
        }
      }
      return rows;
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Keeps the newest row of each key. */
  private static final class Storing extends ContextualProcessor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      KeyValueStore<byte[], byte[]> store = context().getStateStore(STORE);
      store.put(record.key(), record.value());
    }
  }
}
