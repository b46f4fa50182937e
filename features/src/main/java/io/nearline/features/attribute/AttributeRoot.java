package io.nearline.features.attribute;

import java.util.Arrays;
import java.util.Optional;

/** The three JSON objects of an action that hold attributes. */
public enum AttributeRoot {
  /** What was known of the actor. */
  ACTOR("actorAttributes"),
  /** What was known of the deed. */
  VERB("verbAttributes"),
  /** What was known of the object. */
  OBJECT("objectAttributes");

  private final String field;

  AttributeRoot(String field) {
    this.field = field;
  }

  /** Returns the name of the action's field, which is also the JSON column's name. */
  public String field() {
    return field;
  }

  /** Returns the root with that field name. */
  public static Optional<AttributeRoot> of(String field) {
    return Arrays.stream(values()).filter(root -> root.field.equals(field)).findFirst();
  }
}
