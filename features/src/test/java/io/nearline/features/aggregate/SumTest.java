package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;

class SumTest {
  private static final Sum PRICES = new Sum(PRICE);
  private static final Sum STOCKS = new Sum(STOCK);

  @Test
  void addsAndSkipsMissing() {
    assertThat(evaluate(PRICES, actions(PRICE, 1.5, null, -0.25, 4)))
        .isEqualTo(Evaluated.float64(5.25));
    assertThat(evaluate(STOCKS, actions(STOCK, 1, null, 2))).isEqualTo(Evaluated.float64(3));
  }

  @Test
  void isZeroOverNothing() {
    assertThat(evaluate(PRICES)).isEqualTo(Evaluated.float64(0));
    assertThat(evaluate(PRICES, actions(PRICE, null, null))).isEqualTo(Evaluated.float64(0));
  }

  @Test
  void addsIntegersInDouble() {
    assertThat(evaluate(STOCKS, actions(STOCK, 9007199254740993L)))
        .isEqualTo(Evaluated.float64(9007199254740992.0));
    assertThat(evaluate(STOCKS, actions(STOCK, Long.MAX_VALUE, Long.MAX_VALUE)))
        .isEqualTo(Evaluated.float64(0x1p64));
  }

  @Test
  void overflowsToInfinity() {
    assertThat(evaluate(PRICES, actions(PRICE, Double.MAX_VALUE, Double.MAX_VALUE)))
        .isEqualTo(Evaluated.float64(Double.POSITIVE_INFINITY));
  }
}
