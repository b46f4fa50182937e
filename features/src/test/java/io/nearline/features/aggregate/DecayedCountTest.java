package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.AS_OF;
import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nearline.features.action.Action;
import io.nearline.features.value.Evaluated;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DecayedCountTest {
  private static final DecayedCount COUNT = new DecayedCount(new HalfLife(100));

  private static Action[] aged(long... ages) {
    return Arrays.stream(ages)
        .mapToObj(age -> action("e", AS_OF - age, GEO, null))
        .toArray(Action[]::new);
  }

  @Test
  void halvesTheWeightEachHalfLife() {
    assertThat(evaluate(COUNT, aged(0))).isEqualTo(Evaluated.float64(1));
    assertThat(evaluate(COUNT, aged(100))).isEqualTo(Evaluated.float64(0.5));
    assertThat(evaluate(COUNT, aged(0, 100, 200, 200))).isEqualTo(Evaluated.float64(2));
  }

  @Test
  void weighsBetweenHalfLivesTooAndAlikeEverywhere() {
    assertThat(new HalfLife(100).weight(50)).isCloseTo(Math.sqrt(0.5), within(0x1p-53));
    assertThat(new HalfLife(7_200_000).weight(12_345_678))
        .isEqualTo(StrictMath.pow(2, -12_345_678 / 7_200_000.0));
  }

  @Test
  void isStable() {
    // 1 + 2^-53 is 1 in double: one by one, the old actions would vanish.
    long[] ages = new long[1 + 1024];
    Arrays.fill(ages, 1, ages.length, 5_300);
    assertThat(evaluate(COUNT, aged(ages))).isEqualTo(Evaluated.float64(1 + 0x1p-43));
  }

  @Test
  void vanishesInTheEnd() {
    assertThat(evaluate(new DecayedCount(new HalfLife(1)), aged(9_000)))
        .isEqualTo(Evaluated.float64(0));
  }

  @Test
  void isZeroOverNothing() {
    assertThat(evaluate(COUNT)).isEqualTo(Evaluated.float64(0));
  }

  @Test
  void refusesNoHalfLife() {
    assertThatThrownBy(() -> new HalfLife(0)).hasMessage("half_life: 0ms (expected: > 0ms)");
  }
}
