package io.nearline.server.plan;

import io.nearline.features.problem.Excerpt;
import java.util.Optional;

/** A caller asked for something that the catalogue does not have. */
public final class UnknownNameException extends RuntimeException {

  /**
   * Makes the exception.
   *
   * @param field the request's field that has the name
   * @param name the name
   * @param what what it should name, such as {@code a feature of the catalogue}
   * @param nearest the existing name that was probably meant
   */
  UnknownNameException(String field, String name, String what, Optional<String> nearest) {
    super(
        field
            + ": \""
            + Excerpt.of(name)
            + "\" (expected: "
            + what
            + nearest.map(near -> "; did you mean \"" + near + "\"?").orElse("")
            + ")");
  }
}
