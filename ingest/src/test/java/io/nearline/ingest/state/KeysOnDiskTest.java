package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on a disk that was left by a kill, is damaged, or isn't kept any more. */
class KeysOnDiskTest {
  private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
  private static final long PERIOD = 1_000;
  private static final long KEPT = 2 * PERIOD + 1;

  /** As many as a part of 1,024 slots has. */
  private static final int KEYS_OF_PART = 768;

  @TempDir private Path directory;
  private final KeyMemory filters = KeyMemory.of(1 << 20);
  private final KeysOnDisk.Settings settings =
      new KeysOnDisk.Settings(KeyHash::farm, filters, KeyMemory.of(0), 1 << 10, 0);

  @Test
  void aKillLeavesWhatWasCommitted() {
    KeysOnDisk keys = open();
    put(keys, 0, 1_000);
    keys.commit(Map.of(CHANGELOG, 7L));
    put(keys, 1_000, 3_000);

    KeysOnDisk after = open();
    assertThat(after.committedOffset(CHANGELOG)).isEqualTo(7);
    has(after, 0, 1_000, 3_000);
    assertThat(files()).containsExactlyInAnyOrder("committed", "0-0.log", "0-0.index", "0-1.log");
    put(after, 1_000, 3_000);
    has(after, 0, 3_000, 4_000);
  }

  @Test
  void littleThatIsCommittedIsSavedWhenItIsClosed() {
    KeysOnDisk.Settings rarely =
        new KeysOnDisk.Settings(KeyHash::farm, filters, KeyMemory.of(0), 1 << 10, Long.MAX_VALUE);
    KeysOnDisk keys = KeysOnDisk.open(directory, PERIOD, KEPT, rarely);
    put(keys, 0, 10);
    keys.commit(Map.of(CHANGELOG, 7L));
    put(keys, 10, 20);
    assertThat(files()).isEmpty();
    keys.close();

    KeysOnDisk after = open();
    assertThat(after.committedOffset(CHANGELOG)).isEqualTo(7);
    has(after, 0, 10, 20);
  }

  @Test
  void keysOfOtherPeriodsAreReadAgainFromTheirChangelog() {
    KeysOnDisk keys = open();
    put(keys, 0, 10);
    keys.commit(Map.of(CHANGELOG, 7L));
    keys.close();

    KeysOnDisk after = KeysOnDisk.open(directory, PERIOD / 2, KEPT, settings);
    assertThat(after.committedOffset(CHANGELOG)).isNull();
    assertThat(files()).isEmpty();
    after.close();
  }

  @Test
  void withoutAnOffsetNothingIsTrusted() {
    KeysOnDisk keys = open();
    put(keys, 0, 2_000);
    keys.commit(Map.of(CHANGELOG, 7L));
    keys.commit(Map.of());
    assertThat(keys.committedOffset(CHANGELOG)).isNull();
    has(keys, 0, 2_000, 2_000);
    keys.close();

    hasNothing();
  }

  @Test
  void ofADamagedLogNothingIsTrusted() throws IOException {
    leave(2 * KEYS_OF_PART);
    Path log = directory.resolve("0-0.log");
    Files.write(log, Arrays.copyOf(Files.readAllBytes(log), 100));
    hasNothing();

    leave(10);
    damage("0-0.log", 3);
    hasNothing();

    leave(10);
    damage("committed", 10);
    hasNothing();
  }

  @Test
  void theIndexIsMadeAnewIfItIsDamaged() throws IOException {
    leave(2 * KEYS_OF_PART);
    damage("0-0.index", 500);
    KeysOnDisk damaged = open();
    has(damaged, 0, 2 * KEYS_OF_PART, 4 * KEYS_OF_PART);
    damaged.close();

    Path index = directory.resolve("0-0.index");
    Files.write(index, Arrays.copyOf(Files.readAllBytes(index), 1_000));
    KeysOnDisk cut = open();
    has(cut, 0, 2 * KEYS_OF_PART, 4 * KEYS_OF_PART);
  }

  /** Else it would be taken for another key whose hash is nearly the same. */
  @Test
  void saysThatAKeyIsDamaged() throws IOException {
    leave(2 * KEYS_OF_PART);
    int headerOfFirst = 16;
    damage("0-0.log", headerOfFirst);
    KeysOnDisk keys = open();
    has(keys, 1, 2 * KEYS_OF_PART, 2 * KEYS_OF_PART);
    assertThatThrownBy(() -> keys.time(key(0), 0, 0))
        .isInstanceOf(CorruptKeysException.class)
        .hasMessage(directory.resolve("0-0.log") + ": damaged at 0");
    keys.close();

    damage("0-0.log", headerOfFirst);
    damage("0-0.log", 7);
    KeysOnDisk ofAnotherTime = open();
    assertThatThrownBy(() -> ofAnotherTime.time(key(0), 0, 0))
        .hasMessage(directory.resolve("0-0.log") + ": damaged at 0");
  }

  @Test
  void deletesPeriodsThatAreNotKept() {
    KeysOnDisk keys = open();
    put(keys, 0, 1_000);
    keys.put(key(1), 2 * PERIOD, 2 * PERIOD);
    keys.commit(Map.of(CHANGELOG, 7L));
    assertThat(files())
        .containsExactlyInAnyOrder("committed", "0-0.log", "0-0.index", "0-1.log", "2000-0.log");

    keys.put(key(2), 3 * PERIOD, 3 * PERIOD);
    assertThat(files()).containsExactlyInAnyOrder("committed", "2000-0.log");
    keys.put(key(3), 0, 0);
    assertThat(keys.time(key(3), 0, 3 * PERIOD)).isEmpty();

    KeysOnDisk afterAKill = open();
    assertThat(afterAKill.committedOffset(CHANGELOG)).isEqualTo(7);
    assertThat(afterAKill.time(key(1), 0, 3 * PERIOD)).hasValue(2 * PERIOD);
    assertThat(afterAKill.time(key(2), 0, 3 * PERIOD)).isEmpty();
    assertThat(filters.left()).hasValue(1 << 20);
  }

  @Test
  void filtersAreMadeAnewAndGiveTheirMemoryBack() {
    leave(3 * KEYS_OF_PART);
    assertThat(filters.left()).hasValue(1 << 20);
    KeysOnDisk keys = open();
    assertThat(filters.left().get()).isLessThan((1 << 20) - 2 * KEYS_OF_PART);
    keys.close();
    assertThat(filters.left()).hasValue(1 << 20);
  }

  @Test
  void aKeyMayBeLongerThanWhatIsWrittenAtOnce() {
    byte[] large = new byte[300_000];
    KeysOnDisk keys = open();
    put(keys, 0, 10);
    keys.put(large, 0, 5);
    put(keys, 10, 20);
    keys.commit(Map.of(CHANGELOG, 7L));
    assertThat(keys.time(large, 0, 0)).hasValue(5);
    keys.close();

    KeysOnDisk after = open();
    assertThat(after.time(large, 0, 0)).hasValue(5);
    has(after, 0, 20, 30);
  }

  @Test
  void saysThatTheDiskFails() throws IOException {
    KeysOnDisk keys = open();
    put(keys, 0, 10);
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).isEmpty();
    }
    Files.delete(directory);
    assertThatThrownBy(() -> keys.commit(Map.of(CHANGELOG, 7L)))
        .hasMessageContaining(directory.resolve("0-0.log").toString());
    Files.createDirectories(directory);
  }

  private KeysOnDisk open() {
    return KeysOnDisk.open(directory, PERIOD, KEPT, settings);
  }

  /** Keys that are numbered from 0 on. */
  private void leave(int count) {
    KeysOnDisk keys = open();
    put(keys, 0, count);
    keys.commit(Map.of(CHANGELOG, 7L));
    keys.close();
  }

  private static void put(KeysOnDisk keys, int from, int to) {
    for (int i = from; i < to; i++) {
      keys.put(key(i), 0, i);
    }
  }

  private static void has(KeysOnDisk keys, int from, int to, int asked) {
    for (int i = from; i < asked; i++) {
      if (i < to) {
        assertThat(keys.time(key(i), 0, 0)).as("%d", i).hasValue(i);
      } else {
        assertThat(keys.time(key(i), 0, 0)).as("%d", i).isEmpty();
      }
    }
  }

  private void hasNothing() {
    KeysOnDisk keys = open();
    assertThat(keys.committedOffset(CHANGELOG)).isNull();
    has(keys, 0, 0, 4 * KEYS_OF_PART);
    assertThat(files()).isEmpty();
    keys.close();
  }

  private void damage(String name, long at) throws IOException {
    Path file = directory.resolve(name);
    byte before = Files.readAllBytes(file)[(int) at];
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThat(channel.write(ByteBuffer.wrap(new byte[] {(byte) (before ^ 1)}), at)).isOne();
    }
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] key(int number) {
    return ("7:jobs:e-" + number).getBytes(StandardCharsets.UTF_8);
  }
}
