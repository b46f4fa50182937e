package io.nearline.ingest.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what CEL computes into JSON's values: no null objects, optionals or unsigned integers. */
final class CelValues {
  private CelValues() {}

  /**
   * Returns the value as a {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link
   * List} or {@link Map} of these and nulls, or null; values that are nothing of JSON stay as they
   * are.
   */
  static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof NullValue) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, item) -> plain.put(key, plain(item)));
      return plain;
    }
    if (value instanceof Collection<?> collection) {
      List<@Nullable Object> plain = new ArrayList<>(collection.size());
      for (Object item : collection) {
        plain.add(plain(item));
      }
      return plain;
    }
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (value instanceof UnsignedLong number && number.longValue() >= 0) {
      return number.longValue();
    }
    return value;
  }
}
