package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;

class MeanTest {
  private static final Mean PRICES = new Mean(PRICE);

  @Test
  void dividesByHowManyThereAre() {
    assertThat(evaluate(PRICES, actions(PRICE, 1.0, null, 2.0))).isEqualTo(Evaluated.float64(1.5));
    assertThat(evaluate(new Mean(STOCK), actions(STOCK, 1, 2, null)))
        .isEqualTo(Evaluated.float64(1.5));
    assertThat(evaluate(PRICES, actions(PRICE, 0.0))).isEqualTo(Evaluated.float64(0));
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(PRICES)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(PRICES, actions(PRICE, null, null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
