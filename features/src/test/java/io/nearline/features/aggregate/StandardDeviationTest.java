package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardDeviationTest {
  private static final StandardDeviation PRICES = new StandardDeviation(PRICE);

  @Test
  void isTheRootOfTheVariance() {
    assertThat(evaluate(PRICES, actions(PRICE, 2.0, 4.0, null, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0)))
        .isEqualTo(Evaluated.float64(2));
    assertThat(evaluate(new StandardDeviation(STOCK), actions(STOCK, 1, null, -2)))
        .isEqualTo(Evaluated.float64(1.5));
    assertThat(evaluate(PRICES, actions(PRICE, 7.5))).isEqualTo(Evaluated.float64(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, 1e300, 1e-300, Double.MIN_VALUE})
  void isExactWhereTheVarianceOverflowsOrVanishes(double number) {
    assertThat(evaluate(PRICES, actions(PRICE, number, -number)))
        .isEqualTo(Evaluated.float64(number));
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(PRICES)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(PRICES, actions(PRICE, null, null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
