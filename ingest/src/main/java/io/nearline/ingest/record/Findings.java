package io.nearline.ingest.record;

import io.nearline.features.action.InvalidActionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is found while one action is judged. Not thread-safe. */
final class Findings {
  private static final int LONGEST_VALUE = 200;

  private final List<Fault> faults = new ArrayList<>();
  private final List<Coercion> coercions = new ArrayList<>();

  List<Fault> faults() {
    return faults;
  }

  List<Coercion> coercions() {
    return coercions;
  }

  void fault(String field, @Nullable Object value, String expectation) {
    String text = value == null ? "nothing" : json(value);
    faults.add(Fault.of(new InvalidActionException(field, text, expectation)));
  }

  void coerced(String field, Object from, Object to) {
    coercions.add(new Coercion(field, json(from), json(to)));
  }

  /** Returns a value's JSON as far as people need it: strings in quotes, cut. */
  private static String json(Object value) {
    if (!(value instanceof String text)) {
      return value.toString();
    }
    String cut = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    return '"' + cut.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
