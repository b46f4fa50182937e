package io.nearline.ingest.event;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a line {@code key=value;key=value}. All values are strings; a value may hold {@code =}, but
 * no {@code ;}. A missing {@code =}, an empty or repeated key is refused.
 */
public final class KeyValueDecoder implements EventDecoder {

  @Override
  public Event decode(byte[] value) throws RefusedEventException {
    String line = Utf8.decode(value).toString();
    Map<String, Object> fields = new LinkedHashMap<>();
    int start = 0;
    while (start <= line.length()) {
      int semicolon = line.indexOf(';', start);
      int end = semicolon < 0 ? line.length() : semicolon;
      put(fields, line.substring(start, end));
      start = end + 1;
    }
    return new Event(fields);
  }

  private static void put(Map<String, Object> fields, String pair) throws RefusedEventException {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw malformed(pair + " (expected: key=value)");
    }
    String key = pair.substring(0, equals);
    if (fields.put(key, pair.substring(equals + 1)) != null) {
      throw malformed("the key " + key + " a second time (expected: each key once)");
    }
  }

  private static RefusedEventException malformed(String fault) {
    return new RefusedEventException(DeadLetterReason.MALFORMED, "value: " + fault);
  }
}
