package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.AS_OF;
import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;

class TimeSinceLastTest {
  private static final TimeSinceLast SINCE = new TimeSinceLast();

  @Test
  void isTheAgeOfTheNewestAction() {
    assertThat(
            evaluate(
                SINCE,
                action("a", AS_OF - 5, GEO, null),
                action("b", AS_OF - 7, GEO, null),
                action("c", AS_OF - 6, GEO, null)))
        .isEqualTo(Evaluated.int64(5));
  }

  @Test
  void isZeroAtTheInstantItself() {
    assertThat(evaluate(SINCE, action("a", AS_OF, GEO, null))).isEqualTo(Evaluated.int64(0));
  }

  @Test
  void countsAcrossTheEpoch() {
    assertThat(evaluate(SINCE, action("a", -1, GEO, null))).isEqualTo(Evaluated.int64(AS_OF + 1));
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(SINCE)).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
