package io.nearline.ingest.step;

import io.nearline.features.action.ActionJson;
import io.nearline.features.action.JsonBytes;

/**
 * Writes an action as its tables take it: the standard JSON, and each promoted attribute that it
 * has as a field of its column's name; booleans as 1 and 0. Not thread-safe.
 */
final class ActionWriter {
  private final JsonBytes json = new JsonBytes();

  byte[] write(CheckedAction action) {
    json.clear();
    json.beginObject();
    ActionJson.writeFields(json, action.action());
    for (ColumnValue promoted : action.promoted()) {
      json.name(promoted.column());
      write(promoted.value());
    }
    json.endObject();
    return json.toBytes();
  }

  private void write(Object value) {
    if (value instanceof Boolean bool) {
      json.number(bool ? 1L : 0L);
    } else if (value instanceof float[] vector) {
      json.beginList();
      for (float number : vector) {
        json.number(number);
      }
      json.endList();
    } else {
      json.value(value);
    }
  }
}
