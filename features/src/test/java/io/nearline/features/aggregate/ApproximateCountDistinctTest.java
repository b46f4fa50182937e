package io.nearline.features.aggregate;

import static io.nearline.features.aggregate.Evaluations.GEO;
import static io.nearline.features.aggregate.Evaluations.REMOTE;
import static io.nearline.features.aggregate.Evaluations.STOCK;
import static io.nearline.features.aggregate.Evaluations.actions;
import static io.nearline.features.aggregate.Evaluations.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nearline.features.value.Evaluated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApproximateCountDistinctTest {
  @Test
  void isExactOverRows() {
    assertThat(evaluate(new ApproximateCountDistinct(GEO, 8), actions(GEO, "a", "b", "a", null)))
        .isEqualTo(Evaluated.int64(2));
    assertThat(evaluate(new ApproximateCountDistinct(STOCK, 12), actions(STOCK, 0, 0)))
        .isEqualTo(Evaluated.int64(1));
    assertThat(evaluate(new ApproximateCountDistinct(REMOTE, 16), actions(REMOTE, true, false)))
        .isEqualTo(Evaluated.int64(2));
  }

  @Test
  void isNoneOverNothing() {
    assertThat(evaluate(new ApproximateCountDistinct(GEO, 12))).isEqualTo(Evaluated.int64(0));
    assertThat(evaluate(new ApproximateCountDistinct(GEO, 12), actions(GEO, null, null)))
        .isEqualTo(Evaluated.int64(0));
  }

  @ParameterizedTest
  @CsvSource({"8, 0.065", "12, 0.01625", "16, 0.0040625"})
  void itsErrorFollowsFromItsRegisters(int log2m, double error) {
    assertThat(new ApproximateCountDistinct(GEO, log2m).standardError())
        .isCloseTo(error, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 17})
  void refusesOtherNumbersOfRegisters(int log2m) {
    assertThatThrownBy(() -> new ApproximateCountDistinct(GEO, log2m))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("log2m: " + log2m + " (expected: from 8 to 16)");
  }

  @Test
  void isEstimatedInItsRegisters() {
    ApproximateCountDistinct aggregate = new ApproximateCountDistinct(GEO, 10);
    assertThat(aggregate.decomposition().orElseThrow().terms())
        .containsExactly(new Term.ApproximateDistinctCount(GEO, 10));
    assertThat(aggregate.text())
        .isEqualTo("approx_count_distinct(objectAttributes.geo, log2m: 10)");
  }
}
