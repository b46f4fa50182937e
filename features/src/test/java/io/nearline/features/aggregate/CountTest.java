package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;

class CountTest {
  private static final Count COUNT = new Count();

  @Test
  void countsActionsWhateverTheyLack() {
    assertThat(evaluate(COUNT, actions(GEO, "x", "x", null))).isEqualTo(Evaluated.int64(3));
  }

  @Test
  void isZeroOverNothing() {
    assertThat(evaluate(COUNT)).isEqualTo(Evaluated.int64(0));
  }
}
