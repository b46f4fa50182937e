package io.nearline.ingest.event;

import java.util.Collections;
import java.util.Map;

/**
 * A decoded event, as expressions see it.
 *
 * @param fields values of JSON by name, as CEL represents them: {@link String}, {@link Long},
 *     {@link Double}, {@link Boolean}, {@code List}, {@code Map}, CEL's null object; integers
 *     beyond 64 bits are {@link java.math.BigInteger}, which no expression can compute with
 */
public record Event(Map<String, Object> fields) {

  /** Takes the fields as they are: the decoder that made them lets go of them. */
  public Event {
    fields = Collections.unmodifiableMap(fields);
  }
}
