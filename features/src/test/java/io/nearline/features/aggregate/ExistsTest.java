package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import org.junit.jupiter.api.Test;

class ExistsTest {
  private static final Exists EXISTS = new Exists();

  @Test
  void isTrueOverAnything() {
    assertThat(evaluate(EXISTS, actions(GEO, (Object) null)))
        .isEqualTo(Evaluated.present(new Value.Bool(true)));
  }

  @Test
  void isFalseOverNothing() {
    assertThat(evaluate(EXISTS)).isEqualTo(Evaluated.present(new Value.Bool(false)));
  }
}
