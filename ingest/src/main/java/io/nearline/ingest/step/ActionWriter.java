package io.nearline.ingest.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.nearline.features.action.ActionJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes an action as its tables take it: the standard JSON, and each promoted attribute that it
 * has as a field of its column's name; booleans as 1 and 0. Thread-safe.
 */
final class ActionWriter {
  private static final int USUAL_BYTES = 1024;

  private final JsonFactory factory =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  byte[] write(CheckedAction action) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator generator = factory.createGenerator(bytes)) {
      generator.writeStartObject();
      ActionJson.writeFields(generator, action.action());
      for (ColumnValue promoted : action.promoted()) {
        generator.writeFieldName(promoted.column());
        write(generator, promoted.value());
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      generator.writeNumber(bool ? 1 : 0);
    } else {
      generator.writeStartArray();
      for (float item : (float[]) value) {
        generator.writeNumber(item);
      }
      generator.writeEndArray();
    }
  }
}
