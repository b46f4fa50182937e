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

class DecayedVectorSumTest {
  private static final DecayedVectorSum SUM =
      new DecayedVectorSum(EMBEDDING, (VectorType) EMBEDDING.type(), new HalfLife(100));

  @Test
  void weighsEachVectorAndSkipsMissing() {
    assertThat(
            evaluate(
                SUM,
                action("a", AS_OF, EMBEDDING, List.of(1.0, 2.0, -3.0)),
                action("b", AS_OF, EMBEDDING, null),
                action("c", AS_OF - 200, EMBEDDING, List.of(2.0, 4.0, 12.0))))
        .isEqualTo(Evaluated.present(new Value.Vector(1.5f, 3, 0)));
  }

  @Test
  void accumulatesInDouble() {
    assertThat(
            evaluate(
                SUM,
                action("a", AS_OF, EMBEDDING, List.of(16777216.0, 0.0, 0.0)),
                action("b", AS_OF - 100, EMBEDDING, List.of(2.0, 0.0, 0.0)),
                action("c", AS_OF - 200, EMBEDDING, List.of(4.0, 0.0, 0.0))))
        .isEqualTo(Evaluated.present(new Value.Vector(16777218, 0, 0)));
  }

  @Test
  void isZerosOverNothing() {
    Evaluated zeros = Evaluated.present(new Value.Vector(0, 0, 0));
    assertThat(evaluate(SUM)).isEqualTo(zeros);
    assertThat(evaluate(SUM, actions(EMBEDDING, (Object) null))).isEqualTo(zeros);
  }
}
