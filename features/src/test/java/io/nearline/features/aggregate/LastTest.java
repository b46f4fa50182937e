package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.EMBEDDING;
import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.action;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastTest {
  private static final Last LAST_GEO = new Last(GEO);

  @Test
  void isTheValueOfTheNewestActionThatHasOne() {
    assertThat(
            evaluate(
                LAST_GEO,
                action("d", 1, GEO, null),
                action("c", 2, GEO, "old"),
                action("b", 3, GEO, "new"),
                action("a", 4, GEO, null)))
        .isEqualTo(Evaluated.present(new Value.Text("new")));
  }

  @Test
  void ordersOneMillisecondByTheUtf8OfTheEventId() {
    assertThat(
            evaluate(
                LAST_GEO,
                action("e-10", 5, GEO, "least"),
                action("e-\uE000", 5, GEO, "between"),
                action("e-\uD83D\uDE00", 5, GEO, "greatest")))
        .isEqualTo(Evaluated.present(new Value.Text("greatest")));
  }

  @Test
  void keepsTheFieldsType() {
    assertThat(evaluate(new Last(STOCK), actions(STOCK, Long.MIN_VALUE + 1)))
        .isEqualTo(Evaluated.int64(Long.MIN_VALUE + 1));
    assertThat(evaluate(new Last(EMBEDDING), actions(EMBEDDING, List.of(1, 2, 3))))
        .isEqualTo(Evaluated.present(new Value.Vector(1, 2, 3)));
  }

  @Test
  void hasNoValueOverNothing() {
    assertThat(evaluate(LAST_GEO)).isEqualTo(Evaluated.EMPTY_WINDOW);
    assertThat(evaluate(LAST_GEO, actions(GEO, null, null))).isEqualTo(Evaluated.EMPTY_WINDOW);
  }
}
