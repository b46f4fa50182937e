package io.nearline.features.field;

import io.nearline.features.type.ScalarType;
import java.util.Arrays;
import java.util.Optional;

/** The fields that every action has; none of them is ever missing. */
public enum StandardField implements Field {
  /** The identity for de-duplication. */
  EVENT_ID("eventId", ScalarType.STRING),
  /** Who. */
  ACTOR("actor", ScalarType.INT64),
  /** Did what. */
  VERB("verb", ScalarType.STRING),
  /** To what. */
  OBJECT("object", ScalarType.STRING),
  /** When, in epoch milliseconds. */
  TIMESTAMP("timestamp", ScalarType.INT64);

  private final String text;
  private final ScalarType type;

  StandardField(String text, ScalarType type) {
    this.text = text;
    this.type = type;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public ScalarType type() {
    return type;
  }

  /** Returns the field of that name. */
  public static Optional<StandardField> of(String text) {
    return Arrays.stream(values()).filter(field -> field.text.equals(text)).findFirst();
  }
}
