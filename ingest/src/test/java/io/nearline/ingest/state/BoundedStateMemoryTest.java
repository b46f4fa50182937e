package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

final class BoundedStateMemoryTest {
  private static final long BYTES = 64L * 1024 * 1024;

  static {
    RocksDB.loadLibrary();
  }

  @Test
  void allStoresShareOneBudget() {
    try (Options one = configured(BYTES);
        Options other = configured(BYTES);
        Options larger = configured(2 * BYTES)) {
      assertThat(one.writeBufferManager()).isNotNull().isSameAs(other.writeBufferManager());
      assertThat(larger.writeBufferManager()).isNotSameAs(one.writeBufferManager());
      assertThat(one.writeBufferSize()).isEqualTo(BYTES / 16);
      BlockBasedTableConfig tables = (BlockBasedTableConfig) one.tableFormatConfig();
      assertThat(tables.cacheIndexAndFilterBlocks()).isTrue();
      assertThat(tables.noBlockCache()).isFalse();
    }
  }

  @Test
  void needsToBeToldHowMuch() {
    try (Options options = new Options().setTableFormatConfig(new BlockBasedTableConfig())) {
      assertThatThrownBy(() -> new BoundedStateMemory().setConfig("event-ids", options, Map.of()))
          .hasMessageContaining("nearline.state.memory.bytes: absent");
    }
  }

  private static Options configured(long bytes) {
    Options options = new Options().setTableFormatConfig(new BlockBasedTableConfig());
    new BoundedStateMemory()
        .setConfig("event-ids", options, Map.of(BoundedStateMemory.BYTES, Long.toString(bytes)));
    return options;
  }
}
