package io.nearline.bench.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nearline.features.action.Action;
import io.nearline.features.action.ActionJson;
import io.nearline.features.action.Attributes;
import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes actions as the topic of a table has them: the standard JSON, and each promoted attribute
 * as a field of its column's name; vectors are nowhere else.
 */
final class ActionRecord {
  private final JsonFactory factory = new JsonFactory();
  private final List<Attribute> promoted;

  ActionRecord(AttributeCatalogue attributes) {
    this.promoted = attributes.promoted();
  }

  byte[] write(Action action) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = factory.createGenerator(bytes)) {
      generator.writeStartObject();
      ActionJson.writeFields(generator, withoutVectors(action));
      for (Attribute attribute : promoted) {
        Object value = value(action, attribute);
        if (value != null) {
          generator.writeFieldName(attribute.column().orElseThrow());
          write(generator, value);
        }
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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

  private static void write(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else {
      generator.writeStartArray();
      for (Object item : (List<?>) value) {
        generator.writeNumber(((Double) item).floatValue());
      }
      generator.writeEndArray();
    }
  }
}
