package io.nearline.features.attribute;

/**
 * The most UTF-16 code units that the columns of every table hold: their {@code maxLength} in the
 * table's schema. Pinot cuts longer values silently, so ingest refuses them. Promoted attributes
 * have {@link Attribute#maxLength} instead.
 */
public final class ColumnLimits {
  /** The most code units of {@code eventId}. */
  public static final int EVENT_ID = 512;

  /** The most code units of {@code verb}. */
  public static final int VERB = 128;

  /** The most code units of {@code object}. */
  public static final int OBJECT = 512;

  /**
   * The most code units of the JSON text of {@code actorAttributes}, {@code verbAttributes} and
   * {@code objectAttributes}, each.
   */
  public static final int JSON = 65_536;

  private ColumnLimits() {}
}
