package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final Histogram GEOS = new Histogram(GEO);

  @Test
  void countsEveryKeyInTheOrderOfTopK() {
    assertThat(evaluate(GEOS, actions(GEO, "b", "c", null, "a", "c")))
        .isEqualTo(Evaluated.present(new Value.Counts(Items.of("c", "a", "b"), Items.of(2, 1, 1))));
  }

  @Test
  void isEmptyOverNothing() {
    assertThat(evaluate(GEOS))
        .isEqualTo(
            Evaluated.present(
                new Value.Counts(
                    Items.builder(ScalarType.STRING, 0).build(), Items.of(new long[0]))));
  }
}
