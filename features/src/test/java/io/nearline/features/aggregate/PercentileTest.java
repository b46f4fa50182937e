package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearline.features.value.Evaluated;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileTest {

  @ParameterizedTest
  @CsvSource({"0, 15", "0.05, 15", "0.2, 15", "0.3, 20", "0.4, 20", "0.5, 35", "0.81, 50", "1, 50"})
  void isTheValueAtTheNearestRank(double p, double expected) {
    assertThat(
            evaluate(new Percentile(PRICE, p), actions(PRICE, 35.0, 20.0, null, 15.0, 50.0, 40.0)))
        .isEqualTo(Evaluated.float64(expected));
  }

  @Test
  void isTheLowerMedianOfAnEvenNumberAndCountsEqualValuesEach() {
    Percentile median = new Percentile(PRICE, 0.5);
    assertThat(evaluate(median, actions(PRICE, 4.0, 1.0, 3.0, 2.0)))
        .isEqualTo(Evaluated.float64(2));
    assertThat(evaluate(median, actions(PRICE, 9.0, 1.0, 9.0, 9.0, 2.0)))
        .isEqualTo(Evaluated.float64(9));
  }

  @Test
  void computesRanksInDecimal() {
    Object[] upTo100 = LongStream.rangeClosed(1, 100).boxed().toArray();
    for (int percent = 1; percent <= 100; percent++) {
      assertThat(evaluate(new Percentile(STOCK, percent / 100.0), actions(STOCK, upTo100)))
          .isEqualTo(Evaluated.float64(percent));
    }
  }

  @Test
  void convertsIntegersToDouble() {
    assertThat(evaluate(new Percentile(STOCK, 1), actions(STOCK, 9007199254740993L, -5)))
        .isEqualTo(Evaluated.float64(9007199254740992.0));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-0.0, 0", "1, 1", "0.5, 0.5", "1e-5, 0.00001", "0.999, 0.999"})
  void writesTheShareInDecimal(double p, String text) {
    assertThat(new Percentile(PRICE, p).text())
        .isEqualTo("percentile(objectAttributes.price, p: " + text + ")");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, 95, Double.NaN})
  void refusesOtherShares(double p) {
    assertThatThrownBy(() -> new Percentile(PRICE, p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p: " + p + " (expected: a number from 0 to 1)");
  }

  @Test
  void hasNoValueOverNothing() {
    Percentile median = new Percentile(PRICE, 0.5);
    assertThat(evaluate(median)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(median, actions(PRICE, null, null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
