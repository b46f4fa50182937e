package io.nearline.ingest.record;

import io.nearline.features.action.InvalidActionException;

/**
 * One reason why an action is rejected.
 *
 * @param field the field's path
 * @param reason its value and the expectation
 */
public record Fault(String field, String reason) {

  static Fault of(InvalidActionException e) {
    return new Fault(e.field(), e.fault());
  }
}
