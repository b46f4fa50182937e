package io.nearline.features.action;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.features.attribute.AttributeRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes actions in the standard schema: one JSON object a record. Thread-safe. */
public final class ActionJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ActionJson() {}

  /**
   * Reads an action.
   *
   * @param json one JSON object in UTF-8
   * @throws InvalidActionException when it is no JSON object, or a field of the schema is absent or
   *     of another type
   */
  public static Action read(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidActionException("action", e.getOriginalMessage(), "valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (root == null || !root.isObject()) {
      throw new InvalidActionException("action", String.valueOf(root), "a JSON object");
    }
    return new Action(
        text(root, "eventId"),
        integer(root, "actor"),
        attributes(root, AttributeRoot.ACTOR),
        text(root, "verb"),
        attributes(root, AttributeRoot.VERB),
        text(root, "object"),
        attributes(root, AttributeRoot.OBJECT),
        integer(root, "timestamp"));
  }

  /** Writes an action as one JSON object in UTF-8, null attributes as null. */
  public static byte[] write(Action action) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = JSON.createGenerator(bytes)) {
      generator.writeStartObject();
      writeFields(generator, action);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the fields of the standard schema into an object that the caller has begun, so that a
   * caller may add fields.
   *
   * @throws IOException when the generator's target fails
   */
  public static void writeFields(JsonGenerator generator, Action action) throws IOException {
    generator.writeStringField("eventId", action.eventId());
    generator.writeNumberField("actor", action.actor());
    writeAttributes(generator, AttributeRoot.ACTOR, action.actorAttributes());
    generator.writeStringField("verb", action.verb());
    writeAttributes(generator, AttributeRoot.VERB, action.verbAttributes());
    generator.writeStringField("object", action.object());
    writeAttributes(generator, AttributeRoot.OBJECT, action.objectAttributes());
    generator.writeNumberField("timestamp", action.timestamp());
  }

  private static void writeAttributes(
      JsonGenerator generator, AttributeRoot root, @Nullable Attributes attributes)
      throws IOException {
    generator.writeFieldName(root.field());
    if (attributes == null) {
      generator.writeNull();
    } else {
      writeValue(generator, attributes.values());
    }
  }

  private static void writeValue(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      generator.writeBoolean(bool);
    } else if (value instanceof Map<?, ?> object) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        generator.writeFieldName((String) entry.getKey());
        writeValue(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else {
      generator.writeStartArray();
      for (Object item : (Iterable<?>) value) {
        writeValue(generator, item);
      }
      generator.writeEndArray();
    }
  }

  private static String text(JsonNode root, String field) {
    JsonNode node = root.get(field);
    if (node == null || !node.isTextual()) {
      throw new InvalidActionException(field, String.valueOf(node), "a string");
    }
    return node.textValue();
  }

  private static long integer(JsonNode root, String field) {
    JsonNode node = root.get(field);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new InvalidActionException(field, String.valueOf(node), "a 64-bit integer");
    }
    return node.longValue();
  }

  private static @Nullable Attributes attributes(JsonNode root, AttributeRoot attributeRoot) {
    JsonNode node = root.get(attributeRoot.field());
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isObject()) {
      throw new InvalidActionException(
          attributeRoot.field(), node.toString(), "a JSON object or null");
    }
    Map<?, ?> values = JSON.convertValue(node, LinkedHashMap.class);
    try {
      return Attributes.of(values);
    } catch (InvalidActionException e) {
      throw e.within(attributeRoot.field());
    }
  }
}
