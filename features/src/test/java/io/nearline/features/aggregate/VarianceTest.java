package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nearline.features.value.Evaluated;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarianceTest {
  private static final Variance PRICES = new Variance(PRICE);
  private static final Variance STOCKS = new Variance(STOCK);
  private static final long LARGE = 1_000_000_000_000_000L;

  @Test
  void isThePopulationsAndSkipsMissing() {
    assertThat(evaluate(PRICES, actions(PRICE, 2.0, 4.0, null, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0)))
        .isEqualTo(Evaluated.float64(4));
    assertThat(evaluate(STOCKS, actions(STOCK, 1, null, -2))).isEqualTo(Evaluated.float64(2.25));
  }

  @Test
  void isExactlyZeroForEqualValues() {
    assertThat(evaluate(PRICES, actions(PRICE, 0.1))).isEqualTo(Evaluated.float64(0));
    Object[] many = Collections.nCopies(49, 1.0 / 49).toArray();
    assertThat(evaluate(PRICES, actions(PRICE, many))).isEqualTo(Evaluated.float64(0));
    assertThat(evaluate(PRICES, actions(PRICE, Double.MAX_VALUE, Double.MAX_VALUE)))
        .isEqualTo(Evaluated.float64(0));
  }

  @Test
  void losesNothingToALargeMean() {
    assertThat(evaluate(STOCKS, actions(STOCK, LARGE + 4, LARGE + 7, LARGE + 13, LARGE + 16)))
        .isEqualTo(Evaluated.float64(22.5));
  }

  @Test
  void overflowsToInfinity() {
    assertThat(evaluate(PRICES, actions(PRICE, Double.MAX_VALUE, -Double.MAX_VALUE)))
        .isEqualTo(Evaluated.float64(Double.POSITIVE_INFINITY));
    assertThat(evaluate(STOCKS, actions(STOCK, Long.MIN_VALUE + 1, Long.MAX_VALUE)))
        .isEqualTo(Evaluated.float64(0x1p126));
  }

  @Test
  void isWhatItIsInDecimal() {
    long seed = Long.getLong("nearline.seed", System.nanoTime());
    System.out.println("VarianceTest seed: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      double mean = Math.scalb(random.nextGaussian(), random.nextInt(80) - 40);
      double spread = Math.scalb(1.0, random.nextInt(80) - 40);
      double[] numbers =
          random
              .doubles(1 + random.nextInt(50))
              .map(number -> mean + spread * number * number)
              .toArray();
      double expected = inDecimal(numbers);
      assertThat(Spread.of(numbers).orElseThrow().unscaledVariance())
          .as(Arrays.toString(numbers))
          .isCloseTo(expected, within(1e-13 * expected));
    }
  }

  private static double inDecimal(double... numbers) {
    BigDecimal size = BigDecimal.valueOf(numbers.length);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (double number : numbers) {
      sum = sum.add(new BigDecimal(number));
      squares = squares.add(new BigDecimal(number).pow(2));
    }
    return squares
        .multiply(size)
        .subtract(sum.pow(2))
        .divide(size.pow(2), MathContext.DECIMAL128)
        .doubleValue();
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(PRICES)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(PRICES, actions(PRICE, null, null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
