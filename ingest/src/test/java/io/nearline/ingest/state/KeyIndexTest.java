package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an index finds while it grows, and what it takes. */
class KeyIndexTest {
  private static final int MOST_SLOTS = 1 << 18;
  private static final int FREE_KEYS = (1 << 16) / 4 * 3;

  @TempDir private Path directory;
  private KeyLog log = new KeyLog(Path.of(""), KeyHash::farm);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void findsAllAndSortsThem() {
    KeyIndex index = index(KeyMemory.of(1 << 21));
    int keys = fill(index);
    assertThat(keys).isEqualTo(MOST_SLOTS / 4 * 3);
    for (int i = 0; i < keys; i += 7) {
      assertThat(index.time(key(i), KeyHash.farm(key(i)))).hasValue(i);
      assertThat(index.time(key(i + keys), KeyHash.farm(key(i + keys)))).isEmpty();
    }
    assertThat(index.sorted()).hasSize(keys).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void growsWhileThereIsMemoryAndGivesItBack() {
    KeyMemory memory = KeyMemory.of((1 << 16) * Long.BYTES);
    KeyIndex index = index(memory);
    assertThat(fill(index)).isEqualTo(2 * FREE_KEYS);
    assertThat(memory.left()).hasValue(0);
    index.free();
    assertThat(memory.left()).hasValue((1 << 16) * Long.BYTES);
  }

  @Test
  void hasFewKeysWithoutMemory() {
    assertThat(fill(index(KeyMemory.of(0)))).isEqualTo(FREE_KEYS);
  }

  private KeyIndex index(KeyMemory memory) {
    log = new KeyLog(directory.resolve("keys.log"), KeyHash::farm);
    return new KeyIndex(log, MOST_SLOTS, memory);
  }

  /** Puts keys, each with its number as its time, while there is room; returns how many. */
  private int fill(KeyIndex index) {
    int keys = 0;
    while (index.hasRoom()) {
      long hashed = KeyHash.farm(key(keys));
      index.put(key(keys), hashed, log.append(key(keys), hashed, keys));
      keys++;
    }
    return keys;
  }

  private static byte[] key(int number) {
    return ("7:jobs:e-" + number).getBytes(StandardCharsets.UTF_8);
  }
}
