package io.nearline.ingest.state;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What a kill leaves on disk: a copy that is made while the stores are open has what was flushed,
 * and nothing of what was in memory only.
 */
final class DiskOfAKilled {
  static {
    RocksDB.loadLibrary();
  }

  private DiskOfAKilled() {}

  /** Returns settings of exactly once on a disk, with write buffers of 1 MiB. */
  static Properties settings(Path disk) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, disk.toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStateMemory.class);
    settings.put(BoundedStateMemory.BYTES, Integer.toString(16 * 1024 * 1024));
    return settings;
  }

  /** Waits until one of a disk's stores has its mark of being open there. */
  static void awaitFlush(Path disk) {
    await().atMost(Duration.ofSeconds(30)).until(() -> hasOpenStore(disk));
  }

  private static boolean hasOpenStore(Path disk) {
    try (Stream<Path> files = Files.walk(disk)) {
      return files
          .filter(file -> Files.exists(file.resolve("CURRENT")))
          .anyMatch(DiskOfAKilled::isMarkedOpen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMarkedOpen(Path store) {
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    List<ColumnFamilyDescriptor> families =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
            new ColumnFamilyDescriptor("offsets".getBytes(StandardCharsets.UTF_8)));
    try (DBOptions options = new DBOptions();
        RocksDB database = RocksDB.openReadOnly(options, store.toString(), families, handles)) {
      byte[] status = database.get(handles.get(1), "status".getBytes(StandardCharsets.UTF_8));
      handles.forEach(ColumnFamilyHandle::close);
      return status != null && status[Long.BYTES - 1] == 1;
    } catch (RocksDBException beingWritten) {
      return false;
    }
  }

  /** Copies what is there now: closing its stores deletes that. */
  static void copy(Path disk, Path to) {
    try (Stream<Path> files = Files.walk(disk)) {
      for (Path file : files.toList()) {
        copyFile(file, to.resolve(disk.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyFile(Path file, Path to) throws IOException {
    try {
      Files.copy(file, to);
    } catch (NoSuchFileException deleted) {
      // RocksDB deletes what it needs no more in the background: a kill a moment later.
    }
  }
}
