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
   * are. What is plain already is not copied: most is.
   */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    if (value == null || value instanceof NullValue) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Collection<?> collection) {
      return collection(collection);
    }
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (value instanceof UnsignedLong number && number.longValue() >= 0) {
      return number.longValue();
    }
    return value;
  }

  private static Object map(Map<?, ?> map) {
    @Nullable Map<Object, @Nullable Object> copy = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object plain = plain(entry.getValue());
      if (plain != entry.getValue()) {
        copy = copy == null ? new LinkedHashMap<>(map) : copy;
        copy.put(entry.getKey(), plain);
      }
    }
    return copy == null ? map : copy;
  }

  private static Object collection(Collection<?> collection) {
    @Nullable List<@Nullable Object> copy = null;
    int i = 0;
    for (Object item : collection) {
      Object plain = plain(item);
      if (plain != item) {
        copy = copy == null ? new ArrayList<>(collection) : copy;
        copy.set(i, plain);
      }
      i++;
    }
    return copy == null ? collection : copy;
  }
}
