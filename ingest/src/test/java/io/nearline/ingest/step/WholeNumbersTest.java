package io.nearline.ingest.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class WholeNumbersTest {

  @Test
  void takesDoublesAsFarAsTheyAreExact() {
    assertThat(WholeNumbers.of(Long.MIN_VALUE)).hasValue(Long.MIN_VALUE);
    assertThat(WholeNumbers.of(3.0)).hasValue(3);
    assertThat(WholeNumbers.of(-0.0)).hasValue(0);
    assertThat(WholeNumbers.of(-0x1p53)).hasValue(-(1L << 53));
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("others")
  void refusesTheRest(@Nullable Object value) {
    assertThat(WholeNumbers.of(value)).isEmpty();
  }

  static Stream<Object> others() {
    return Stream.of(
        3.5, 0x1p53 + 2, Double.NaN, Double.POSITIVE_INFINITY, "3", true, BigInteger.TWO.pow(64));
  }
}
