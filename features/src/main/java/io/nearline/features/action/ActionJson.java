package io.nearline.features.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nearline.features.attribute.AttributeRoot;
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
    JsonBytes json = new JsonBytes();
    json.beginObject();
    writeFields(json, action);
    json.endObject();
    return json.toBytes();
  }

  /**
   * Writes the fields of the standard schema into an object that the caller has begun, so that a
   * caller may add fields.
   */
  public static void writeFields(JsonBytes json, Action action) {
    json.name("eventId");
    json.text(action.eventId());
    json.name("actor");
    json.number(action.actor());
    writeAttributes(json, AttributeRoot.ACTOR, action.actorAttributes());
    json.name("verb");
    json.text(action.verb());
    writeAttributes(json, AttributeRoot.VERB, action.verbAttributes());
    json.name("object");
    json.text(action.object());
    writeAttributes(json, AttributeRoot.OBJECT, action.objectAttributes());
    json.name("timestamp");
    json.number(action.timestamp());
  }

  private static void writeAttributes(
      JsonBytes json, AttributeRoot root, @Nullable Attributes attributes) {
    json.name(root.field());
    if (attributes == null) {
      json.nothing();
    } else {
      json.value(attributes.values());
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
