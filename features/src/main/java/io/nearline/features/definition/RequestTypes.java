package io.nearline.features.definition;

import io.nearline.features.request.RequestValue;
import io.nearline.features.yaml.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The values of a call that belong together, those of one feature or of one service: each name has
 * one type. Not thread-safe.
 */
final class RequestTypes {
  private final Map<String, Use> uses = new HashMap<>();

  private record Use(RequestValue value, String reader) {}

  /**
   * Adds values; one that is read as another type already is reported.
   *
   * @param reader what reads them, for people
   * @param place where they are read
   */
  void add(Set<RequestValue> values, String reader, Place place) {
    for (RequestValue value : values) {
      Use first = uses.putIfAbsent(value.name(), new Use(value, reader));
      if (first != null && !first.value().type().equals(value.type())) {
        place.report(
            value.text() + " of type " + value.type().text() + " in " + reader,
            "the type " + first.value().type().text() + ", as in " + first.reader());
      }
    }
  }
}
