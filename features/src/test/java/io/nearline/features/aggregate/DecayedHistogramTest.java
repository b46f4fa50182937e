package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.AS_OF;
import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.REMOTE;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import org.junit.jupiter.api.Test;

class DecayedHistogramTest {
  private static final HalfLife HALF_LIFE = new HalfLife(100);

  @Test
  void weighsEveryKeyTheHeaviestFirst() {
    assertThat(
            evaluate(
                new DecayedHistogram(GEO, HALF_LIFE),
                action("a", AS_OF - 100, GEO, "often"),
                action("b", AS_OF - 200, GEO, "often"),
                action("c", AS_OF, GEO, "late"),
                action("d", AS_OF, GEO, null)))
        .isEqualTo(weights(Items.of("late", "often"), 1, 0.75));
  }

  @Test
  void keysOfTheSameTimesWeighTheSameAndStandByKey() {
    HalfLife odd = new HalfLife(7);
    Value.Counts value =
        (Value.Counts)
            evaluate(
                    new DecayedHistogram(GEO, odd),
                    action("a", AS_OF - 1, GEO, "y"),
                    action("b", AS_OF - 3, GEO, "y"),
                    action("c", AS_OF - 11, GEO, "y"),
                    action("d", AS_OF - 11, GEO, "x"),
                    action("e", AS_OF - 1, GEO, "x"),
                    action("f", AS_OF - 3, GEO, "x"))
                .value()
                .orElseThrow();
    assertThat(value.keys()).isEqualTo(Items.of("x", "y"));
    assertThat(value.counts().float64(0)).isEqualTo(value.counts().float64(1));
  }

  @Test
  void keepsKeysWhoseWeightIsTooSmallToTellFromNothing() {
    Items.Builder keys = Items.builder(ScalarType.BOOL, 2);
    keys.add(false);
    keys.add(true);
    assertThat(
            evaluate(
                new DecayedHistogram(REMOTE, new HalfLife(1)),
                action("a", AS_OF - 9_000, REMOTE, true),
                action("b", AS_OF - 8_000, REMOTE, false)))
        .isEqualTo(weights(keys.build(), 0, 0));
  }

  @Test
  void isEmptyOverNothing() {
    assertThat(evaluate(new DecayedHistogram(GEO, HALF_LIFE)))
        .isEqualTo(weights(Items.builder(ScalarType.STRING, 0).build()));
  }

  static Evaluated weights(Items keys, double... weights) {
    Items.Builder items = Items.builder(ScalarType.DOUBLE, weights.length);
    for (double weight : weights) {
      items.add(weight);
    }
    return Evaluated.present(new Value.Counts(keys, items.build()));
  }
}
