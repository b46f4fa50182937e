package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.AS_OF;
import static io.nearline.features.aggregate.Evaluations.EMBEDDING;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.type.VectorType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecayedVectorMeanTest {
  private static final VectorType TYPE = (VectorType) EMBEDDING.type();
  private static final DecayedVectorMean MEAN =
      new DecayedVectorMean(EMBEDDING, TYPE, new HalfLife(100));

  @Test
  void dividesByTheSumOfTheWeightsOfWhatIsThere() {
    assertThat(
            evaluate(
                MEAN,
                action("a", AS_OF - 100, EMBEDDING, List.of(1.0, 2.0, -3.0)),
                action("b", AS_OF, EMBEDDING, null),
                action("c", AS_OF - 200, EMBEDDING, List.of(4.0, 2.0, 12.0))))
        .isEqualTo(Evaluated.present(new Value.Vector(2, 2, 2)));
  }

  @Test
  void doesNotDependOnHowOldAllOfThemAre() {
    assertThat(
            evaluate(
                new DecayedVectorMean(EMBEDDING, TYPE, new HalfLife(1)),
                action("a", AS_OF - 5_000, EMBEDDING, List.of(1.0, 2.0, -3.0)),
                action("b", AS_OF - 5_001, EMBEDDING, List.of(4.0, 2.0, 12.0))))
        .isEqualTo(Evaluated.present(new Value.Vector(2, 2, 2)));
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(MEAN)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(MEAN, actions(EMBEDDING, (Object) null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
