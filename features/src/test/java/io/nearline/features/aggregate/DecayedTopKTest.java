package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.DecayedHistogramTest.weights;
import static io.nearline.features.aggregate.Evaluations.AS_OF;
import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import org.junit.jupiter.api.Test;

class DecayedTopKTest {
  private static final HalfLife HALF_LIFE = new HalfLife(100);

  @Test
  void keepsTheHeaviestKeys() {
    assertThat(
            evaluate(
                new DecayedTopK(STOCK, 2, HALF_LIFE),
                action("a", AS_OF - 300, STOCK, 5),
                action("b", AS_OF - 300, STOCK, 5),
                action("c", AS_OF - 100, STOCK, 9),
                action("d", AS_OF - 100, STOCK, -9),
                action("e", AS_OF, STOCK, null)))
        .isEqualTo(weights(Items.of(-9, 9), 0.5, 0.5));
  }

  @Test
  void isEmptyOverNothing() {
    assertThat(evaluate(new DecayedTopK(GEO, 3, HALF_LIFE)))
        .isEqualTo(weights(Items.builder(ScalarType.STRING, 0).build()));
  }
}
