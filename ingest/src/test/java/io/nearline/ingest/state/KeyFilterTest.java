package io.nearline.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a filter tells of keys, and what it takes. */
class KeyFilterTest {
  private static final int KEYS = 300_000;
  private static final long SEED = 7;

  @Test
  void hasWhatWasAddedAndLittleElse() {
    KeyFilter filter = filter(KEYS, KeyMemory.of(1 << 20));
    new Random(SEED).ints(KEYS).forEach(filter::add);
    assertThat(new Random(SEED).ints(KEYS)).allMatch(filter::mayHave);
    long falseAlarms = new Random(SEED + 1).ints(KEYS).filter(filter::mayHave).count();
    assertThat(falseAlarms).as("seed %d", SEED).isLessThan(KEYS / 100);
  }

  /** Half of it is empty, or less: no key has all bits there. */
  @Test
  void anEmptyOneHasNothing() {
    KeyFilter filter = filter(1, KeyMemory.of(1 << 20));
    assertThat(new Random(SEED).ints(KEYS)).noneMatch(filter::mayHave);
  }

  @Test
  void thereIsNoneWithoutMemory() {
    KeyMemory memory = KeyMemory.of(100_000);
    assertThat(KeyFilter.of(KEYS, memory)).isNull();
    assertThat(memory.left()).hasValue(100_000);
  }

  @Test
  void givesItsMemoryBack() {
    KeyMemory memory = KeyMemory.of(1 << 20);
    KeyFilter filter = filter(KEYS, memory);
    assertThat((1 << 20) - memory.left().get()).isBetween(KEYS * 12L / 8, KEYS * 12L / 8 + 32);
    filter.free();
    assertThat(memory.left()).hasValue(1 << 20);
  }

  private static KeyFilter filter(int keys, KeyMemory memory) {
    return Objects.requireNonNull(KeyFilter.of(keys, memory));
  }
}
