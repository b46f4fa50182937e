package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.REMOTE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import org.junit.jupiter.api.Test;

class TopKTest {

  @Test
  void keepsTheHighestCounts() {
    assertThat(evaluate(new TopK(GEO, 2), actions(GEO, "a", "c", "b", "c", null, "b", "c")))
        .isEqualTo(Evaluated.present(new Value.Counts(Items.of("c", "b"), Items.of(3, 2))));
  }

  @Test
  void breaksTiesByUtf8() {
    assertThat(
            evaluate(
                new TopK(GEO, 4),
                actions(GEO, "\uD83D\uDE00", "\uE000", "b", "B", "é", "b\u0001", "\uE000")))
        .isEqualTo(
            Evaluated.present(
                new Value.Counts(Items.of("\uE000", "B", "b", "b\u0001"), Items.of(2, 1, 1, 1))));
    assertThat(evaluate(new TopK(GEO, 2), actions(GEO, "\uD83D\uDE00", "\uE000")))
        .isEqualTo(
            Evaluated.present(
                new Value.Counts(Items.of("\uE000", "\uD83D\uDE00"), Items.of(1, 1))));
  }

  @Test
  void breaksTiesOfIntegersByValue() {
    assertThat(evaluate(new TopK(STOCK, 3), actions(STOCK, 10, 9, -1, Long.MAX_VALUE, null, 10)))
        .isEqualTo(Evaluated.present(new Value.Counts(Items.of(10, -1, 9), Items.of(2, 1, 1))));
  }

  @Test
  void breaksTiesOfBooleansFalseFirst() {
    Items.Builder keys = Items.builder(ScalarType.BOOL, 2);
    keys.add(false);
    keys.add(true);
    assertThat(evaluate(new TopK(REMOTE, 3), actions(REMOTE, true, false, null)))
        .isEqualTo(Evaluated.present(new Value.Counts(keys.build(), Items.of(1, 1))));
  }

  @Test
  void isEmptyOverNothing() {
    Evaluated empty =
        Evaluated.present(
            new Value.Counts(Items.builder(ScalarType.STRING, 0).build(), Items.of(new long[0])));
    assertThat(evaluate(new TopK(GEO, 2))).isEqualTo(empty);
    assertThat(evaluate(new TopK(GEO, 2), actions(GEO, null, null))).isEqualTo(empty);
  }
}
