package io.nearline.features.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Parts of schemas as text, and whole ones. */
final class SchemaText {
  /** A duration longer than nothing. */
  static final String DURATION =
      """
      {"description": "Digits and one of ms, s, m, h, d, such as 24h.",
       "type": "string", "pattern": "^(?=.*[1-9])\\\\d{1,9}(ms|s|m|h|d)$"}
      """;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SchemaText() {}

  /** Reads an object that this package has written. */
  static ObjectNode object(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema that is no JSON: " + text, e);
    }
  }

  /** Returns an object in lines of two spaces' indentation, with a newline at the end. */
  static String pretty(ObjectNode object) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(indenter)
            .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance);
    try {
      return MAPPER.writer(printer).writeValueAsString(object) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object that is no JSON: " + object, e);
    }
  }
}
