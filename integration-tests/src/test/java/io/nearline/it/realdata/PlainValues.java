package io.nearline.it.realdata;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.Items;
import io.nearline.features.value.Value;
import io.nearline.proto.v1.Column;
import io.nearline.proto.v1.FeatureColumn;
import io.nearline.proto.v1.FeatureStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was served and what was expected as plain Java values that can be compared: numbers,
 * strings, lists, maps in their order; null for no value.
 */
public final class PlainValues {
  private PlainValues() {}

  /** Returns the value of one row of a served column. */
  public static @Nullable Object served(FeatureColumn feature, int row) {
    FeatureStatus status =
        feature.getStatusesCount() == 0
            ? FeatureStatus.FEATURE_STATUS_PRESENT
            : feature.getStatuses(row);
    return switch (status) {
      case FEATURE_STATUS_PRESENT, FEATURE_STATUS_DEFAULTED -> cell(feature.getValues(), row);
      case FEATURE_STATUS_EMPTY_WINDOW, FEATURE_STATUS_NULL_VALUE -> null;
      default -> throw new AssertionError(feature.getName() + ": status " + status);
    };
  }

  /** Returns the reference evaluator's value. */
  public static @Nullable Object evaluated(Evaluated evaluated) {
    return evaluated.value().map(PlainValues::plain).orElse(null);
  }

  private static Object plain(Value value) {
    if (value instanceof Value.Int64 number) {
      return number.value();
    }
    if (value instanceof Value.Float64 number) {
      return number.value();
    }
    if (value instanceof Value.Bool bool) {
      return bool.value();
    }
    if (value instanceof Value.Text text) {
      return text.value();
    }
    if (value instanceof Value.Vector vector) {
      List<Object> numbers = new ArrayList<>();
      for (float number : vector.values()) {
        numbers.add(number);
      }
      return numbers;
    }
    if (value instanceof Value.Counts counts) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < counts.keys().size(); i++) {
        entries.put(
            counts.keys().text(i),
            counts.counts().type() == ScalarType.INT64
                ? (Object) counts.counts().int64(i)
                : (Object) counts.counts().float64(i));
      }
      return entries;
    }
    Value.Listing listing = (Value.Listing) value;
    List<Object> rows = new ArrayList<>();
    for (int row = 0; row < listing.size(); row++) {
      List<Object> fields = new ArrayList<>();
      for (Items column : listing.columns()) {
        fields.add(column.text(row));
      }
      rows.add(fields);
    }
    return rows;
  }

  private static Object cell(Column column, int row) {
    return switch (column.getValuesCase()) {
      case INT64S -> column.getInt64S().getValues(row);
      case DOUBLES -> column.getDoubles().getValues(row);
      case BOOLS -> column.getBools().getValues(row);
      case STRINGS -> column.getStrings().getValues(row);
      case VECTORS -> {
        int dimension = column.getVectors().getDimension();
        yield List.copyOf(
            column.getVectors().getValuesList().subList(row * dimension, (row + 1) * dimension));
      }
      case LISTS -> {
        int from = sum(column.getLists().getLengthsList(), row);
        List<Object> items = new ArrayList<>();
        for (int i = from; i < from + column.getLists().getLengths(row); i++) {
          items.add(listItem(column, i));
        }
        yield items;
      }
      case MAPS -> {
        int from = sum(column.getMaps().getLengthsList(), row);
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = from; i < from + column.getMaps().getLengths(row); i++) {
          entries.put(
              String.valueOf(cell(column.getMaps().getKeys(), i)),
              cell(column.getMaps().getItems(), i));
        }
        yield entries;
      }
      case STRUCTS, VALUES_NOT_SET -> throw new AssertionError("a bare " + column.getValuesCase());
    };
  }

  /**
   * A list's item as the texts of its fields: a struct has several, any other item is its own only
   * field.
   */
  private static List<Object> listItem(Column lists, int index) {
    Column items = lists.getLists().getItems();
    if (items.getValuesCase() != Column.ValuesCase.STRUCTS) {
      boolean missing =
          lists.getLists().getMissingCount() > 0 && lists.getLists().getMissing(index);
      return List.of(missing ? "null" : String.valueOf(cell(items, index)));
    }
    List<Object> fields = new ArrayList<>();
    for (int field = 0; field < items.getStructs().getFieldsCount(); field++) {
      boolean missing =
          items.getStructs().getMissingCount() > 0
              && items.getStructs().getMissing(field).getValues(index);
      fields.add(
          missing ? "null" : String.valueOf(cell(items.getStructs().getFields(field), index)));
    }
    return fields;
  }

  private static int sum(List<Integer> lengths, int count) {
    return lengths.subList(0, count).stream().mapToInt(Integer::intValue).sum();
  }
}
