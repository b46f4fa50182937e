package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a filter tells of keys, and what it takes. */
class KeyFilterTest {
  private static final int KEYS = 300_000;

  @Test
  void hasWhatWasAddedAndLittleElse() {
    KeyFilter filter = new KeyFilter(KeyFilter.Memory.of(1 << 20));
    for (int i = 0; i < KEYS; i++) {
      filter.add(key(i));
    }
    int falseAlarms = 0;
    for (int i = 0; i < KEYS; i++) {
      assertThat(filter.mayHave(key(i))).isTrue();
      falseAlarms += filter.mayHave(key(-1 - i)) ? 1 : 0;
    }
    assertThat(falseAlarms).isLessThan(KEYS / 20);
  }

  @Test
  void withoutMemoryItMayHaveAll() {
    KeyFilter.Memory memory = KeyFilter.Memory.of(100_000);
    KeyFilter filter = new KeyFilter(memory);
    assertThat(filter.mayHave(key(1))).isFalse();
    for (int i = 0; i < KEYS; i++) {
      filter.add(key(i));
    }
    assertThat(filter.mayHave(key(-1))).isTrue();
    assertThat(memory.left()).hasValue(100_000);
  }

  @Test
  void givesItsMemoryBack() {
    KeyFilter.Memory memory = KeyFilter.Memory.of(100_000);
    KeyFilter filter = new KeyFilter(memory);
    filter.add(key(1));
    assertThat(memory.left().get()).isBetween(50_000L, 99_999L);
    filter.free();
    assertThat(memory.left()).hasValue(100_000);
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }
}
