package io.nearline.bench.data;

import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.action.Attributes;
import io.nearline.features.action.JsonBytes;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes actions as the topic of a table has them: the standard JSON, and each promoted attribute
 * as a field of its column's name; vectors are nowhere else.
 */
final class ActionRecord {
  private final List<Attribute> promoted;

  ActionRecord(AttributeCatalogue attributes) {
    this.promoted = attributes.promoted();
  }

  byte[] write(Action action) {
    JsonBytes json = new JsonBytes();
    json.beginObject();
    ActionJson.writeFields(json, withoutVectors(action));
    for (Attribute attribute : promoted) {
      Object value = value(action, attribute);
      if (value != null) {
        json.name(attribute.column().orElseThrow());
        write(json, value);
      }
    }
    json.endObject();
    return json.toBytes();
  }

  private static @Nullable Object value(Action action, Attribute attribute) {
    Attributes attributes = action.attributes(attribute.path().root());
    return attributes == null ? null : attributes.get(attribute.path().name());
  }

  private Action withoutVectors(Action action) {
    List<String> names = new ArrayList<>();
    for (Attribute attribute : promoted) {
      if (value(action, attribute) instanceof List<?>) {
        names.add(attribute.path().name());
      }
    }
    Attributes attributes = action.objectAttributes();
    return names.isEmpty() || attributes == null
        ? action
        : action.withAttributes(AttributeRoot.OBJECT, attributes.without(names));
  }

  private static void write(JsonBytes json, Object value) {
    if (value instanceof List<?> vector) {
      json.beginList();
      for (Object item : vector) {
        json.number(((Double) item).floatValue());
      }
      json.endList();
    } else {
      json.value(value);
    }
  }
}
