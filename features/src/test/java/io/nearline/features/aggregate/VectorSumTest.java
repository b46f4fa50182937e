package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.EMBEDDING;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.type.VectorType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorSumTest {
  private static final VectorSum SUM = new VectorSum(EMBEDDING, (VectorType) EMBEDDING.type());

  @Test
  void addsItemByItemAndSkipsMissing() {
    assertThat(
            evaluate(
                SUM, actions(EMBEDDING, List.of(1.0, 2.0, -3.0), null, List.of(2.0, 2.5, 4.0))))
        .isEqualTo(Evaluated.present(new Value.Vector(3, 4.5f, 1)));
  }

  @Test
  void accumulatesInDouble() {
    // In float32, 2^24 + 1 is 2^24; and the greatest number twice is infinite.
    double greatest = Float.MAX_VALUE;
    assertThat(
            evaluate(
                SUM,
                actions(
                    EMBEDDING,
                    List.of(16777216.0, greatest, greatest),
                    List.of(1.0, greatest, greatest),
                    List.of(1.0, -greatest, greatest))))
        .isEqualTo(
            Evaluated.present(
                new Value.Vector(16777218, Float.MAX_VALUE, Float.POSITIVE_INFINITY)));
  }

  @Test
  void isZerosOverNothing() {
    Evaluated zeros = Evaluated.present(new Value.Vector(0, 0, 0));
    assertThat(evaluate(SUM)).isEqualTo(zeros);
    assertThat(evaluate(SUM, actions(EMBEDDING, (Object) null))).isEqualTo(zeros);
  }
}
