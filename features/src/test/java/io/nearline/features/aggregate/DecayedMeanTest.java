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

class DecayedMeanTest {
  private static final HalfLife HALF_LIFE = new HalfLife(100);
  private static final DecayedMean PRICES = new DecayedMean(PRICE, HALF_LIFE);

  @Test
  void dividesByTheSumOfTheWeightsOfWhatIsThere() {
    assertThat(
            evaluate(
                PRICES,
                action("a", AS_OF - 100, PRICE, 1.0),
                action("b", AS_OF - 200, PRICE, 4.0),
                action("c", AS_OF, PRICE, null)))
        .isEqualTo(Evaluated.float64(2));
    assertThat(
            evaluate(
                new DecayedMean(STOCK, HALF_LIFE),
                action("a", AS_OF, STOCK, 1),
                action("b", AS_OF - 100, STOCK, -2)))
        .isEqualTo(Evaluated.float64(0));
  }

  @Test
  void doesNotDependOnHowOldAllOfThemAre() {
    // Weights of 2^-5000 are 0 in double.
    DecayedMean fast = new DecayedMean(PRICE, new HalfLife(1));
    assertThat(
            evaluate(
                fast,
                action("a", AS_OF - 5_000, PRICE, 1.0),
                action("b", AS_OF - 5_001, PRICE, 4.0)))
        .isEqualTo(Evaluated.float64(2));
    assertThat(evaluate(fast, action("a", AS_OF, PRICE, 1.0), action("b", 0, PRICE, 4.0)))
        .isEqualTo(Evaluated.float64(1));
  }

  @Test
  void isStable() {
    assertThat(
            evaluate(
                PRICES,
                action("a", AS_OF, PRICE, 1e100),
                action("b", AS_OF, PRICE, 5.0),
                action("c", AS_OF - 100, PRICE, -2e100)))
        .isEqualTo(Evaluated.float64(2));
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(PRICES)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(PRICES, actions(PRICE, null, null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
