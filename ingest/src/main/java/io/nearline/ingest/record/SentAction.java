package io.nearline.ingest.record;

import io.nearline.features.attribute.AttributeRoot;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action as an application sent it. Values are those of JSON: {@link String}, {@link Long} (a
 * number without fraction up to 2^53), {@link Double} (any other number), {@link Boolean}, {@code
 * List}, {@code Map} of these and nulls.
 *
 * @param eventId the application's own id; empty when it has none
 * @param actor who, or null when it is absent
 * @param verb did what
 * @param object to what
 * @param attributes the attributes of the roots that have any
 * @param timestamp when, or null when it is absent
 */
public record SentAction(
    String eventId,
    @Nullable Object actor,
    String verb,
    String object,
    Map<AttributeRoot, Map<String, Object>> attributes,
    @Nullable Object timestamp) {

  /** Copies the map of roots. */
  public SentAction {
    Map<AttributeRoot, Map<String, Object>> copy = new EnumMap<>(AttributeRoot.class);
    copy.putAll(attributes);
    attributes = copy;
  }
}
