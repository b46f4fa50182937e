package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows at hand are those on disk, however many there are. */
class RowsAtHandTest {
  private static final long MEBIBYTE = 1024 * 1024;

  private final Map<String, byte[]> disk = new HashMap<>();
  private final List<String> read = new ArrayList<>();

  @Test
  void theDiskIsReadOnce() {
    RowsAtHand rows = new RowsAtHand(MEBIBYTE);
    disk.put("7", bytes("seven"));

    assertThat(get(rows, "7")).isEqualTo("seven");
    assertThat(get(rows, "7")).isEqualTo("seven");
    assertThat(get(rows, "8")).isNull();
    assertThat(get(rows, "8")).isNull();
    assertThat(read).containsExactly("7", "8", "8");
  }

  @Test
  void whatIsTakenNeedNotBeRead() {
    RowsAtHand rows = new RowsAtHand(MEBIBYTE);
    take(rows, "7", bytes("seven"));
    take(rows, "7", bytes("SEVEN"));
    take(rows, "8", bytes("eight"));
    take(rows, "8", bytes(""));
    take(rows, "9", bytes("nine"));
    take(rows, "9", null);

    assertThat(get(rows, "7")).isEqualTo("SEVEN");
    assertThat(get(rows, "8")).isEmpty();
    assertThat(get(rows, "9")).isNull();
    assertThat(read).containsExactly("9");
  }

  @Test
  void manyAreAtHandAsLongAsThereIsRoom() {
    RowsAtHand rows = new RowsAtHand(16 * MEBIBYTE);
    for (int i = 0; i < 150_000; i++) {
      take(rows, Integer.toString(i), bytes("a value of some forty bytes, as jobs have " + i));
    }
    for (int i = 0; i < 150_000; i++) {
      assertThat(get(rows, Integer.toString(i)))
          .isEqualTo("a value of some forty bytes, as jobs have " + i);
    }
    assertThat(read).hasSizeLessThan(1_500);
  }

  @Test
  void isWhatIsOnDiskWhateverIsWrittenAndForgotten() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RowsAtHand rows = new RowsAtHand(MEBIBYTE + random.nextInt(100_000));
    for (int i = 0; i < 400_000; i++) {
      String key = "k" + random.nextInt(20_000);
      switch (random.nextInt(10)) {
        case 0 -> take(rows, key, null);
        case 1 -> take(rows, key, value(random, 40_000));
        case 2, 3 -> take(rows, key, value(random, 200));
        default -> {
          byte[] there = disk.get(key);
          assertThat(rows.get(bytes(key), this::onDisk)).as("seed %s", seed).isEqualTo(there);
        }
      }
    }
    assertThat(read).as("rows had to give way").hasSizeGreaterThan(1_000);
  }

  private static byte[] value(Random random, int most) {
    byte[] value = new byte[random.nextInt(random.nextInt(10) == 0 ? most : 100)];
    random.nextBytes(value);
    return value;
  }

  private void take(RowsAtHand rows, String key, byte @Nullable [] value) {
    if (value == null) {
      disk.remove(key);
    } else {
      disk.put(key, value);
    }
    rows.put(bytes(key), value);
  }

  private @Nullable String get(RowsAtHand rows, String key) {
    byte[] value = rows.get(bytes(key), this::onDisk);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private byte @Nullable [] onDisk(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    read.add(text);
    return disk.get(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
