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

class VectorMeanTest {
  private static final VectorMean MEAN = new VectorMean(EMBEDDING, (VectorType) EMBEDDING.type());

  @Test
  void isTheMeanItemByItem() {
    assertThat(
            evaluate(
                MEAN, actions(EMBEDDING, List.of(1.0, 2.0, -3.0), null, List.of(2.0, 2.0, 4.0))))
        .isEqualTo(Evaluated.present(new Value.Vector(1.5f, 2f, 0.5f)));
  }

  @Test
  void accumulatesInDouble() {
    // In float32, 2^24 + 1 is 2^24.
    assertThat(
            evaluate(
                MEAN,
                actions(
                    EMBEDDING,
                    List.of(16777216.0, 3.4028234663852886e38, 0.0),
                    List.of(1.0, 3.4028234663852886e38, 0.0),
                    List.of(1.0, 3.4028234663852886e38, 0.0))))
        .isEqualTo(
            Evaluated.present(new Value.Vector((float) (16777218.0 / 3), Float.MAX_VALUE, 0)));
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(MEAN)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(MEAN, actions(EMBEDDING, (Object) null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
