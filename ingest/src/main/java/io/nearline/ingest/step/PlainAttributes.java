package io.nearline.ingest.step;

import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.ColumnLimits;
import java.util.Map;
import java.util.Optional;

/**
 * Attributes that are surely as an action must have them, told in one pass over their values: no
 * objects or lists among them, nor nulls, and texts that are not long. Of others nothing is told.
 */
final class PlainAttributes {
  private PlainAttributes() {}

  /**
   * Returns the attributes where the values are plain: there is nothing to be changed or refused.
   *
   * @param values nobody changes them any more
   */
  static Optional<Attributes> of(Map<?, ?> values) {
    long length = 2;
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      if (!(entry.getKey() instanceof String name) || !Texts.isFine(name)) {
        return Optional.empty();
      }
      Object value = entry.getValue();
      if (value instanceof String text) {
        if (!Texts.isFine(text)) {
          return Optional.empty();
        }
        length += JsonLength.most(text);
      } else if (isScalar(value)) {
        length += JsonLength.MOST_OF_SCALAR;
      } else {
        return Optional.empty();
      }
      length += JsonLength.most(name) + 2;
    }
    return length <= ColumnLimits.JSON ? Optional.of(normal(values)) : Optional.empty();
  }

  private static boolean isScalar(Object value) {
    return value instanceof Long
        || value instanceof Boolean
        || (value instanceof Double number && Double.isFinite(number));
  }

  @SuppressWarnings("unchecked") // each name was seen to be a string, no value to be null
  private static Attributes normal(Map<?, ?> values) {
    return Attributes.ofNormal((Map<String, Object>) values);
  }
}
