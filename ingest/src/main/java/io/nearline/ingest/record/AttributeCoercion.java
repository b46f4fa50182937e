package io.nearline.ingest.record;

import io.nearline.features.attribute.Attribute;
import io.nearline.features.attribute.AttributeCatalogue;
import io.nearline.features.attribute.AttributeRoot;
import io.nearline.features.type.ScalarType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Changes values of declared attributes to their declared type where nothing is lost by it: decimal
 * text to numbers, {@code "true"} and {@code "false"} to booleans, whole numbers to text. Whatever
 * else is of another type stays as it is, for the rules to refuse. Thread-safe.
 */
final class AttributeCoercion {
  private final Map<AttributeRoot, List<Attribute>> scalars = new EnumMap<>(AttributeRoot.class);

  AttributeCoercion(AttributeCatalogue catalogue) {
    for (AttributeRoot root : AttributeRoot.values()) {
      scalars.put(
          root,
          catalogue.attributes().stream()
              .filter(attribute -> attribute.path().root() == root)
              .filter(attribute -> attribute.type() instanceof ScalarType)
              .toList());
    }
  }

  /** Returns a root's attributes in their declared types, as far as that can be done. */
  Map<String, Object> coerce(AttributeRoot root, Map<String, Object> values, Findings findings) {
    Map<String, Object> coerced = new LinkedHashMap<>(values);
    for (Attribute attribute : scalars.getOrDefault(root, List.of())) {
      Object given = values.get(attribute.path().name());
      if (given != null && attribute.type() instanceof ScalarType type) {
        Object value = coerce(type, given);
        if (!value.equals(given)) {
          coerced.put(attribute.path().name(), value);
          findings.coerced(attribute.path().toString(), given, value);
        }
      }
    }
    return coerced;
  }

  /** Returns the value in a type, or as it is. */
  static Object coerce(ScalarType type, Object value) {
    if (!(value instanceof String text)) {
      return type == ScalarType.STRING && value instanceof Long ? value.toString() : value;
    }
    return switch (type) {
      case STRING -> text;
      case INT64 -> {
        OptionalLong number = NumberText.integer(text);
        yield number.isPresent() ? (Object) number.getAsLong() : text;
      }
      case DOUBLE -> {
        OptionalDouble number = NumberText.number(text);
        yield number.isPresent() ? (Object) number.getAsDouble() : text;
      }
      case BOOL -> text.equals("true") ? true : text.equals("false") ? (Object) false : text;
    };
  }
}
