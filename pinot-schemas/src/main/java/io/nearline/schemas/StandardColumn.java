package io.nearline.schemas;

import io.nearline.features.attribute.ColumnLimits;
import java.util.Arrays;
import java.util.Optional;

/** The columns that every table has: the standard action. */
public enum StandardColumn {
  /** The identity for de-duplication. */
  EVENT_ID("eventId", PinotType.STRING, ColumnLimits.EVENT_ID),
  /** Who. */
  ACTOR("actor", PinotType.INT64, 0),
  /** Did what. */
  VERB("verb", PinotType.STRING, ColumnLimits.VERB),
  /** To what. */
  OBJECT("object", PinotType.STRING, ColumnLimits.OBJECT),
  /** What was known of the actor. */
  ACTOR_ATTRIBUTES("actorAttributes", PinotType.JSON, ColumnLimits.JSON),
  /** What was known of the deed. */
  VERB_ATTRIBUTES("verbAttributes", PinotType.JSON, ColumnLimits.JSON),
  /** What was known of the object. */
  OBJECT_ATTRIBUTES("objectAttributes", PinotType.JSON, ColumnLimits.JSON),
  /** When, in epoch milliseconds: the table's time column. */
  TIMESTAMP("timestamp", PinotType.INT64, 0);

  private final String column;
  private final PinotType type;
  private final int maxLength;

  StandardColumn(String column, PinotType type, int maxLength) {
    this.column = column;
    this.type = type;
    this.maxLength = maxLength;
  }

  /** Returns the column of that name, if it is a standard one. */
  public static Optional<StandardColumn> of(String column) {
    return Arrays.stream(values()).filter(standard -> standard.column.equals(column)).findFirst();
  }

  /** Returns the column's name, which is also the action's field's. */
  public String column() {
    return column;
  }

  /** Returns how Pinot stores it. */
  public PinotType type() {
    return type;
  }

  /** Returns the most UTF-16 code units of a value; 0 for numbers. */
  public int maxLength() {
    return maxLength;
  }

  /** Returns whether an action without it is no action; such a column needs no missing value. */
  public boolean isRequired() {
    return type != PinotType.JSON;
  }
}
