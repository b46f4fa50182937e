package io.nearline.ingest.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all stores in RocksDB together, whose default is about 100 MB for each: each
 * table is a store, and the unfinished sequences of each partition.
 *
 * <p>They share one cache of blocks, to which indexes, Bloom filters and the write buffers are
 * charged too. Write buffers get at most half of it: a store whose buffers are full goes to disk
 * early. Filters and indexes are the last to be pushed out, since without them each look-up would
 * read them from disk first.
 *
 * <p>Kafka Streams makes an instance for each store, by this class's name; what they share is
 * therefore static, and stays until the process ends.
 */
public final class BoundedStateMemory implements RocksDBConfigSetter {
  /** The property of the number of bytes, decimal. */
  public static final String BYTES = "nearline.state.memory.bytes";

  private static final double FOR_FILTERS_FIRST = 0.4;

  /** What part of a write buffer tells that a key isn't there: most rows are on disk. */
  private static final double FILTERS_OF_WRITE_BUFFERS = 0.05;

  private static final int BY_SIZE = -1;
  private static final long LARGEST_WRITE_BUFFER = 16L * 1024 * 1024;
  private static final int BUFFERS_OF_A_BUDGET = 8;

  private static final Map<Long, Memory> SHARED = new ConcurrentHashMap<>();

  static {
    RocksDB.loadLibrary();
  }

  /** What the stores of a process share. */
  private record Memory(Cache blocks, WriteBufferManager writeBuffers, long writeBufferSize) {
    static Memory of(long bytes) {
      Cache blocks = new LRUCache(bytes, BY_SIZE, false, FOR_FILTERS_FIRST);
      return new Memory(
          blocks,
          new WriteBufferManager(bytes / 2, blocks),
          Math.min(LARGEST_WRITE_BUFFER, bytes / 2 / BUFFERS_OF_A_BUDGET));
    }
  }

  /** Made by Kafka Streams. */
  public BoundedStateMemory() {}

  @Override
  public void setConfig(String store, Options options, Map<String, Object> properties) {
    Object bytes = properties.get(BYTES);
    if (bytes == null) {
      throw new IllegalStateException(BYTES + ": absent (expected: a number of bytes)");
    }
    Memory memory = SHARED.computeIfAbsent(Long.valueOf(bytes.toString()), Memory::of);
    BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(memory.blocks());
    tables.setCacheIndexAndFilterBlocks(true);
    tables.setCacheIndexAndFilterBlocksWithHighPriority(true);
    tables.setPinL0FilterAndIndexBlocksInCache(true);
    options.setTableFormatConfig(tables);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setWriteBufferSize(memory.writeBufferSize());
    options.setMemtablePrefixBloomSizeRatio(FILTERS_OF_WRITE_BUFFERS);
    options.setMemtableWholeKeyFiltering(true);
  }

  /** Frees nothing: what there is, the other stores use. */
  @Override
  public void close(String store, Options options) {}
}
