package io.nearline.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The field of a raw event whose value becomes its key: a member of the JSON object, or the name of
 * a {@code name=value;…} pair.
 *
 * @param name the field's name
 */
record KeyField(String name) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Returns the key of an event; empty when it has no such field, or another form. */
  Optional<byte[]> of(byte[] line) {
    boolean json = line.length > 0 && line[0] == '{';
    return (json ? member(line) : pair(line)).map(key -> key.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> member(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        if (found) {
          return value.isScalarValue() && value != JsonToken.VALUE_NULL
              ? Optional.of(parser.getText())
              : Optional.empty();
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private Optional<String> pair(byte[] line) {
    for (String pair : new String(line, StandardCharsets.UTF_8).split(";", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(pair.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }
}
