package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys on disk answer as maps in memory do, whatever comes between: sealed parts, periods that end,
 * commits, stops and kills.
 */
class KeysOnDiskModelTest {
  private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
  private static final long PERIOD = 1_000;
  private static final long KEPT = 2 * PERIOD + 1;
  private static final int KEYS = 200;

  @TempDir private Path directory;
  private KeysOnDisk.Settings settings =
      new KeysOnDisk.Settings(KeyHash::farm, KeyMemory.of(0), KeyMemory.of(0), 64, 0);

  /** Times by key by period, and the same as of the last commit. */
  private NavigableMap<Long, Map<String, Long>> model = new TreeMap<>();

  private NavigableMap<Long, Map<String, Long>> committed = new TreeMap<>();

  /** What a store may be made of. */
  private enum Hash implements KeyHash {
    GOOD {
      @Override
      public long of(byte[] key) {
        return KeyHash.farm(key);
      }
    },
    /** By which many keys are looked for at one place. */
    POOR {
      @Override
      public long of(byte[] key) {
        return KeyHash.farm(key) & 0x8000_0003_0000_0000L;
      }
    },
    EQUAL {
      @Override
      public long of(byte[] key) {
        return 0;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5000, GOOD, 64, 1048576",
    "2, 5000, GOOD, 256, 1048576",
    "3, 5000, GOOD, 4, 1048576",
    "4, 5000, GOOD, 64, 0",
    "5, 5000, GOOD, 64, 600",
    "6, 5000, POOR, 64, 1048576",
    "7, 5000, POOR, 1024, 0",
    "8, 400, EQUAL, 64, 1048576",
    "9, 400, EQUAL, 32, 0"
  })
  void answersAsMapsDo(long seed, int steps, Hash hash, int slots, long filterBytes) {
    settings = new KeysOnDisk.Settings(hash, KeyMemory.of(filterBytes), KeyMemory.of(0), slots, 0);
    Random random = new Random(seed);
    KeysOnDisk keys = KeysOnDisk.open(directory, PERIOD, KEPT, settings);
    long now = 10 * PERIOD;
    for (int step = 0; step < steps; step++) {
      now += random.nextInt(3);
      long time = random.nextInt(10) == 0 ? now - random.nextInt(4_000) : now;
      put(keys, "key-" + random.nextInt(KEYS), time);
      if (random.nextInt(40) == 0) {
        keys.commit(Map.of(CHANGELOG, (long) step));
        committed = copy(model);
      }
      if (random.nextInt(200) == 0) {
        keys = reopened(keys, random.nextBoolean());
      }
      isAsTheModel(keys, "key-" + random.nextInt(2 * KEYS), now, seed, step);
    }
    for (int key = 0; key < KEYS; key++) {
      isAsTheModel(keys, "key-" + key, now, seed, steps);
    }
    keys.close();
    assertThat(settings.filters().left()).hasValueGreaterThanOrEqualTo(0);
  }

  /** A kill doesn't close it. What no commit followed is gone in both cases. */
  private KeysOnDisk reopened(KeysOnDisk keys, boolean kill) {
    if (!kill) {
      keys.close();
    }
    model = copy(committed);
    return KeysOnDisk.open(directory, PERIOD, KEPT, settings);
  }

  private void put(KeysOnDisk keys, String key, long time) {
    long period = time - time % PERIOD;
    keys.put(bytes(key), period, time);
    if (model.isEmpty() || period >= model.lastKey() - KEPT) {
      model.computeIfAbsent(period, begin -> new HashMap<>()).put(key, time);
      model.headMap(model.lastKey() - KEPT).clear();
      committed.headMap(model.lastKey() - KEPT).clear();
    }
  }

  private void isAsTheModel(KeysOnDisk keys, String key, long now, long seed, int step) {
    long newest = now - now % PERIOD;
    OptionalLong last = OptionalLong.empty();
    for (long period = newest - 3 * PERIOD; period <= newest; period += PERIOD) {
      OptionalLong expected = expected(key, period);
      assertThat(keys.time(bytes(key), period, period))
          .as("seed %d, step %d, %s in %d", seed, step, key, period)
          .isEqualTo(expected);
      last = expected.isPresent() ? expected : last;
    }
    assertThat(keys.time(bytes(key), newest - 3 * PERIOD, newest))
        .as("seed %d, step %d, %s", seed, step, key)
        .isEqualTo(last);
  }

  private OptionalLong expected(String key, long period) {
    Long time = model.getOrDefault(period, Map.of()).get(key);
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }

  private static NavigableMap<Long, Map<String, Long>> copy(Map<Long, Map<String, Long>> model) {
    NavigableMap<Long, Map<String, Long>> copy = new TreeMap<>();
    model.forEach((period, times) -> copy.put(period, new HashMap<>(times)));
    return copy;
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
