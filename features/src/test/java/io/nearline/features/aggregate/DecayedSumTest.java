package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.AS_OF;
import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;

class DecayedSumTest {
  private static final HalfLife HALF_LIFE = new HalfLife(100);
  private static final DecayedSum PRICES = new DecayedSum(PRICE, HALF_LIFE);

  @Test
  void weighsEachValueAndSkipsMissing() {
    assertThat(
            evaluate(
                PRICES,
                action("a", AS_OF, PRICE, 1.5),
                action("b", AS_OF - 100, PRICE, -5.0),
                action("c", AS_OF - 100, PRICE, null),
                action("d", AS_OF - 300, PRICE, 16.0)))
        .isEqualTo(Evaluated.float64(1.5 - 2.5 + 2));
    assertThat(evaluate(new DecayedSum(STOCK, HALF_LIFE), action("a", AS_OF - 200, STOCK, 3)))
        .isEqualTo(Evaluated.float64(0.75));
  }

  @Test
  void isStable() {
    assertThat(
            evaluate(
                PRICES,
                action("a", AS_OF, PRICE, 1e100),
                action("b", AS_OF - 100, PRICE, 3.0),
                action("c", AS_OF, PRICE, -1e100)))
        .isEqualTo(Evaluated.float64(1.5));
  }

  @Test
  void overflowsToInfinity() {
    DecayedSum slow = new DecayedSum(PRICE, new HalfLife(1L << 60));
    assertThat(evaluate(slow, actions(PRICE, Double.MAX_VALUE, Double.MAX_VALUE)))
        .isEqualTo(Evaluated.float64(Double.POSITIVE_INFINITY));
  }

  @Test
  void isZeroOverNothing() {
    assertThat(evaluate(PRICES)).isEqualTo(Evaluated.float64(0));
    assertThat(evaluate(PRICES, actions(PRICE, null, null))).isEqualTo(Evaluated.float64(0));
  }
}
