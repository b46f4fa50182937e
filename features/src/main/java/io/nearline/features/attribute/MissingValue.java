package io.nearline.features.attribute;

/**
 * The one value of each type that stands for "missing" in a Pinot column: the column's {@code
 * defaultNullValue}. Ingest refuses it as data, so it can't be mistaken for any.
 */
public final class MissingValue {
  /** Missing strings. */
  public static final String STRING = "__missing__";

  /** Missing 64-bit integers. */
  public static final long INT64 = Long.MIN_VALUE;

  /** Missing doubles; data is always finite. */
  public static final double DOUBLE = Double.NEGATIVE_INFINITY;

  /** Missing booleans, which are stored as INT 1 and 0. */
  public static final int BOOL = -1;

  /** The only item of a missing vector; data is always finite. */
  public static final float VECTOR_ITEM = Float.NEGATIVE_INFINITY;

  private MissingValue() {}
}
