package io.nearline.ingest.state;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table's rows on disk, a copy of its topic.
 *
 * <p>Under exactly once, a store's own mark says that it is open, and goes to disk with the first
 * rows that do; only closing takes it away. Who finds it at a start throws {@link
 * TaskCorruptedException}, since a kill may have left rows that no transaction committed. Kafka
 * Streams deletes a task's stores then; global ones it leaves as they are, so that no later start
 * gets further (KAFKA-21034). So this one deletes itself, and with it its position in the topic,
 * which is then read from its beginning.
 */
public final class TableStore extends RocksDBStore {
  private static final Logger LOG = LoggerFactory.getLogger(TableStore.class);
  private static final String METRICS_SCOPE = "rocksdb";

  private TableStore(String name) {
    super(name, METRICS_SCOPE);
  }

  /** Returns what makes the store of a name. */
  public static StoreBuilder<KeyValueStore<byte[], byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(new OnDisk(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    try {
      super.init(context, root);
    } catch (TaskCorruptedException leftOpen) {
      LOG.warn(
          "{}: ingest ended without closing it, so it isn't trusted; its rows are read again from"
              + " their topic",
          name());
      delete(dbDir.toPath());
      super.init(context, root);
    }
  }

  private static void delete(Path directory) {
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new ProcessorStateException(directory + ": can't be deleted", e);
    }
  }

  private record OnDisk(String name) implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new TableStore(name);
    }

    @Override
    public String metricsScope() {
      return METRICS_SCOPE;
    }
  }
}
