package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches give back what was added to them. */
class KeyBatchTest {
  private final KeyBatch batch = new KeyBatch();

  @Test
  void givesBackKeysAndTimesInTheirOrder() {
    batch.add(bytes("7:jobs:e-1"), 1_771_139_611_000L);
    batch.add(bytes(""), Long.MIN_VALUE);
    batch.add(bytes("7:jobs:ü"), -1);
    batch.add(bytes("7:jobs:e-1"), 1_771_139_611_000L);

    assertThat(read(batch.drain()))
        .containsExactly(
            "7:jobs:e-1@1771139611000",
            "@-9223372036854775808",
            "7:jobs:ü@-1",
            "7:jobs:e-1@1771139611000");
  }

  @Test
  void isEmptyOnceItIsDrainedOrCleared() {
    batch.add(bytes("a"), 1);
    assertThat(read(batch.drain())).containsExactly("a@1");
    assertThat(batch.size()).isZero();

    batch.add(bytes("b"), 2);
    batch.clear();
    batch.add(bytes("c"), 3);
    assertThat(read(batch.drain())).containsExactly("c@3");
  }

  @Test
  void refusesWhatIsNone() {
    batch.add(bytes("abc"), 1);
    byte[] whole = batch.drain();

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
        .hasMessage("a batch of 15 bytes is cut");
    assertThatThrownBy(() -> read(new byte[0])).hasMessage("a batch of 0 bytes is cut");
    whole[0] = 2;
    assertThatThrownBy(() -> read(whole)).hasMessage("version: 2 (expected: 1)");
  }

  private static List<String> read(byte[] bytes) {
    List<String> read = new ArrayList<>();
    KeyBatch.read(
        bytes, (key, time) -> read.add(new String(key, StandardCharsets.UTF_8) + "@" + time));
    return read;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
