package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.PRICE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.field.StandardField;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import org.junit.jupiter.api.Test;

class MaxTest {

  @Test
  void isTheGreatestNumber() {
    assertThat(evaluate(new Max(PRICE), actions(PRICE, 2.5, null, -1.5, 2.5)))
        .isEqualTo(Evaluated.float64(2.5));
    assertThat(evaluate(new Max(PRICE), actions(PRICE, -Double.MAX_VALUE, Double.MAX_VALUE)))
        .isEqualTo(Evaluated.float64(Double.MAX_VALUE));
  }

  @Test
  void keepsIntegersExact() {
    long large = 9007199254740993L;
    assertThat(evaluate(new Max(STOCK), actions(STOCK, large, null, large - 1, large + 1)))
        .isEqualTo(Evaluated.int64(large + 1));
    assertThat(new Max(STOCK).decomposition()).isEmpty();
  }

  @Test
  void ordersStringsByUtf8() {
    assertThat(evaluate(new Max(GEO), actions(GEO, "\uE000", "\uD83D\uDE00", "\uE000x")))
        .isEqualTo(Evaluated.present(new Value.Text("\uD83D\uDE00")));
    assertThat(new Max(GEO).decomposition()).isEmpty();
  }

  @Test
  void isFoundByTermsForTimestamps() {
    Max aggregate = new Max(StandardField.TIMESTAMP);
    assertThat(evaluate(aggregate, action("a", 7, GEO, null), action("b", 5, GEO, null)))
        .isEqualTo(Evaluated.int64(7));
    assertThat(aggregate.decomposition()).isPresent();
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(new Max(PRICE))).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(new Max(PRICE), actions(PRICE, null, null)))
        .isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(new Max(STOCK), actions(STOCK, null, null)))
        .isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
