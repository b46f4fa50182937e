package io.nearline.ingest.step;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What counts as a 64-bit integer: an integer, or a double without fraction as far as doubles
 * represent every integer (|x| ≤ 2^53), since JSON's writers differ in how they write 3.
 */
final class WholeNumbers {
  private static final double MOST_EXACT = 0x1p53;

  private WholeNumbers() {}

  static OptionalLong of(@Nullable Object value) {
    if (value instanceof Long number) {
      return OptionalLong.of(number);
    }
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) <= MOST_EXACT) {
      return OptionalLong.of(number.longValue());
    }
    return OptionalLong.empty();
  }
}
