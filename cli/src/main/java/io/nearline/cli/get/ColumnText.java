package io.nearline.cli.get;

import io.nearline.proto.v1.BoolValues;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.ListValues;
import io.nearline.proto.v1.MapValues;
import io.nearline.proto.v1.StructValues;
import io.nearline.proto.v1.VectorValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes one row of a packed column for people: long values are cut, and say so. */
public final class ColumnText {
  private static final int VECTOR_ITEMS = 4;
  private static final int ITEMS = 3;
  private static final int TEXT_LENGTH = 60;
  private static final MathContext DIGITS = new MathContext(6);
  private static final double LEAST_PLAIN = 1e-4;
  private static final double MOST_ROUNDED = 1e5;
  private static final double MOST_PLAIN = 1e15;

  private ColumnText() {}

  /** Returns the number of rows of a column. */
  static int rows(Column column) {
    return switch (column.getValuesCase()) {
      case INT64S -> column.getInt64S().getValuesCount();
      case DOUBLES -> column.getDoubles().getValuesCount();
      case BOOLS -> column.getBools().getValuesCount();
      case STRINGS -> column.getStrings().getValuesCount();
      case VECTORS ->
          column.getVectors().getValuesCount() / Math.max(1, column.getVectors().getDimension());
      case LISTS -> column.getLists().getLengthsCount();
      case MAPS -> column.getMaps().getLengthsCount();
      case STRUCTS ->
          column.getStructs().getFieldsCount() == 0 ? 0 : rows(column.getStructs().getFields(0));
      case VALUES_NOT_SET -> 0;
    };
  }

  /**
   * Returns the text of a row.
   *
   * @throws IndexOutOfBoundsException when the column has no such row
   */
  public static String of(Column column, int row) {
    return switch (column.getValuesCase()) {
      case INT64S -> Long.toString(column.getInt64S().getValues(row));
      case DOUBLES -> number(column.getDoubles().getValues(row));
      case BOOLS -> Boolean.toString(column.getBools().getValues(row));
      case STRINGS -> string(column.getStrings().getValues(row));
      case VECTORS -> vector(column.getVectors(), row);
      case LISTS -> list(column.getLists(), row);
      case MAPS -> map(column.getMaps(), row);
      case STRUCTS -> struct(column.getStructs(), row);
      case VALUES_NOT_SET -> throw new IndexOutOfBoundsException("row " + row + " of no column");
    };
  }

  private static String vector(VectorValues vectors, int row) {
    int dimension = vectors.getDimension();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < Math.min(dimension, VECTOR_ITEMS); i++) {
      items.add(String.format(Locale.ROOT, "%.3f", vectors.getValues(row * dimension + i)));
    }
    return "[" + cut(items, dimension, VECTOR_ITEMS) + "]";
  }

  private static String list(ListValues lists, int row) {
    int from = lists.getLengthsList().subList(0, row).stream().mapToInt(Integer::intValue).sum();
    int length = lists.getLengths(row);
    List<String> items = new ArrayList<>();
    for (int i = from; i < from + Math.min(length, ITEMS); i++) {
      boolean missing = lists.getMissingCount() > 0 && lists.getMissing(i);
      items.add(missing ? "null" : of(lists.getItems(), i));
    }
    return "[" + cut(items, length, ITEMS) + "]";
  }

  private static String map(MapValues maps, int row) {
    int from = maps.getLengthsList().subList(0, row).stream().mapToInt(Integer::intValue).sum();
    int length = maps.getLengths(row);
    List<String> entries = new ArrayList<>();
    for (int i = from; i < from + Math.min(length, ITEMS); i++) {
      entries.add(of(maps.getKeys(), i) + ": " + of(maps.getItems(), i));
    }
    return "{" + cut(entries, length, ITEMS) + "}";
  }

  private static String struct(StructValues structs, int row) {
    StringJoiner fields = new StringJoiner(" ", "(", ")");
    for (int i = 0; i < structs.getFieldsCount(); i++) {
      BoolValues missing =
          structs.getMissingCount() > 0 ? structs.getMissing(i) : BoolValues.getDefaultInstance();
      boolean isMissing = missing.getValuesCount() > 0 && missing.getValues(row);
      fields.add(isMissing ? "null" : of(structs.getFields(i), row));
    }
    return fields.toString();
  }

  private static String cut(List<String> items, int length, int most) {
    return String.join(", ", items) + (length > most ? ", … " + length + " in all" : "");
  }

  private static String number(double value) {
    double magnitude = Math.abs(value);
    if (value == 0 || magnitude < LEAST_PLAIN || magnitude >= MOST_PLAIN) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded =
        magnitude < MOST_ROUNDED ? exact.round(DIGITS) : exact.setScale(1, RoundingMode.HALF_EVEN);
    String text = rounded.stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  private static String string(String value) {
    int end = Math.min(value.length(), TEXT_LENGTH);
    return end == value.length() ? value : value.substring(0, end) + "…";
  }
}
