package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the actions with each value of a field weigh. A key's weights are added up from the
 * oldest action to the newest, so that keys whose actions happened at the same times weigh exactly
 * the same, whatever the order of the rows.
 */
final class KeyWeights {

  /** The times of the actions with one key. */
  private static final class Times {
    private long[] values = new long[4];
    private int size;

    private void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    private double weight(HalfLife halfLife, long asOfMillis) {
      Arrays.sort(values, 0, size);
      CompensatedSum sum = new CompensatedSum();
      for (int i = 0; i < size; i++) {
        sum.add(halfLife.weight(asOfMillis - values[i]));
      }
      return sum.value();
    }
  }

  private KeyWeights() {}

  /** Returns the keys with their weights, in no order; missing values are skipped. */
  static KeyCounts of(Selection selection, Field field, HalfLife halfLife) {
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    int column = columns.column(field);
    ScalarType type = (ScalarType) field.type();
    Map<Object, Times> times = new HashMap<>();
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        times
            .computeIfAbsent(key(columns, type, column, row), key -> new Times())
            .add(columns.int64(timestamp, row));
      }
    }
    Items.Builder keys = Items.builder(type, times.size());
    Items.Builder weights = Items.builder(ScalarType.DOUBLE, times.size());
    times.forEach(
        (key, each) -> {
          switch (type) {
            case STRING -> keys.add((String) key);
            case INT64 -> keys.add((long) key);
            case DOUBLE -> keys.add((double) key);
            case BOOL -> keys.add((boolean) key);
          }
          weights.add(each.weight(halfLife, selection.asOfMillis()));
        });
    return new KeyCounts(keys.build(), weights.build());
  }

  private static Object key(ActionColumns columns, ScalarType type, int column, int row) {
    return switch (type) {
      case STRING -> columns.string(column, row);
      case INT64 -> columns.int64(column, row);
      case DOUBLE -> columns.float64(column, row);
      case BOOL -> columns.bool(column, row);
    };
  }
}
