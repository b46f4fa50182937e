package io.nearline.server.plan;

import io.nearline.features.request.RequestValue;

/**
 * A value that must come with the call.
 *
 * @param value its name and type
 * @param feature a feature that reads it, for people
 * @param length how many values its column may have
 */
public record RequiredValue(RequestValue value, String feature, Length length) {

  /** How many values a column may have. */
  public enum Length {
    /** One: it decides which actions count, for all rows of the call. */
    ONE,
    /** One for all rows, or one for each row of the call. */
    ONE_OR_EACH
  }
}
