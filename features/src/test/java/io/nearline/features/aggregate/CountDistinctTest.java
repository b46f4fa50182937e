package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.REMOTE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;

class CountDistinctTest {

  @Test
  void countsDifferentValuesAndSkipsMissing() {
    assertThat(evaluate(new CountDistinct(GEO), actions(GEO, "a", "A", "a", null, "a ", "")))
        .isEqualTo(Evaluated.int64(4));
    assertThat(evaluate(new CountDistinct(REMOTE), actions(REMOTE, true, null, true, false)))
        .isEqualTo(Evaluated.int64(2));
  }

  @Test
  void keepsIntegersExact() {
    long large = 9007199254740992L;
    assertThat(evaluate(new CountDistinct(STOCK), actions(STOCK, large, large + 1, large, -large)))
        .isEqualTo(Evaluated.int64(3));
  }

  @Test
  void isZeroOverNothing() {
    assertThat(evaluate(new CountDistinct(GEO))).isEqualTo(Evaluated.int64(0));
    assertThat(evaluate(new CountDistinct(STOCK), actions(STOCK, null, null)))
        .isEqualTo(Evaluated.int64(0));
  }
}
