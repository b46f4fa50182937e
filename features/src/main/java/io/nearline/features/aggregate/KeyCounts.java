package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.features.value.KeyOrder;
import io.nearline.features.value.Value;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often each value of a field occurs, or how much the actions with it weigh ({@link
 * KeyWeights}), in no order; missing values are skipped.
 *
 * @param keys the values
 * @param counts as many int64, or double for weights
 */
record KeyCounts(Items keys, Items counts) {
  /** What can be a key: what has an equality that needs no explanation. */
  static final AggregateRule.Of OF =
      AggregateRule.Of.one(ScalarType.STRING, ScalarType.INT64, ScalarType.BOOL);

  private static final class Tally {
    private int count;
  }

  static KeyCounts of(Selection selection, Field field) {
    return switch ((ScalarType) field.type()) {
      case STRING -> strings(selection, field);
      case INT64 -> integers(selection, field);
      case BOOL -> booleans(selection, field);
      case DOUBLE ->
          throw new IllegalArgumentException(
              "field: " + field.text() + " of double (expected: " + OF.expectation() + ")");
    };
  }

  /** Returns the keys with the highest counts or weights: ties by key, see {@link Value.Counts}. */
  Value.Counts highest(int most) {
    Integer[] order = IntStream.range(0, keys.size()).boxed().toArray(Integer[]::new);
    boolean whole = counts.type() == ScalarType.INT64;
    Comparator<Integer> byCount =
        whole
            ? Comparator.comparingLong(counts::int64)
            : Comparator.comparingDouble(counts::float64);
    Arrays.sort(order, byCount.reversed().thenComparing(this::compareKeys));
    int size = Math.min(most, order.length);
    Items.Builder sortedKeys = Items.builder(keys.type(), size);
    Items.Builder sortedCounts = Items.builder(counts.type(), size);
    for (int i = 0; i < size; i++) {
      int index = order[i];
      switch ((ScalarType) keys.type()) {
        case STRING -> sortedKeys.add(keys.string(index));
        case INT64 -> sortedKeys.add(keys.int64(index));
        case DOUBLE -> sortedKeys.add(keys.float64(index));
        case BOOL -> sortedKeys.add(keys.bool(index));
      }
      if (whole) {
        sortedCounts.add(counts.int64(index));
      } else {
        sortedCounts.add(counts.float64(index));
      }
    }
    return new Value.Counts(sortedKeys.build(), sortedCounts.build());
  }

  private int compareKeys(int a, int b) {
    return switch ((ScalarType) keys.type()) {
      case STRING -> KeyOrder.UTF_8.compare(keys.string(a), keys.string(b));
      case INT64 -> Long.compare(keys.int64(a), keys.int64(b));
      case DOUBLE -> Double.compare(keys.float64(a), keys.float64(b));
      case BOOL -> Boolean.compare(keys.bool(a), keys.bool(b));
    };
  }

  private static KeyCounts strings(Selection selection, Field field) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    Map<String, Tally> tallies = new HashMap<>();
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        tallies.computeIfAbsent(columns.string(column, row), key -> new Tally()).count++;
      }
    }
    Items.Builder keys = Items.builder(ScalarType.STRING, tallies.size());
    Items.Builder counts = Items.builder(ScalarType.INT64, tallies.size());
    tallies.forEach(
        (key, tally) -> {
          keys.add(key);
          counts.add((long) tally.count);
        });
    return new KeyCounts(keys.build(), counts.build());
  }

  private static KeyCounts integers(Selection selection, Field field) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    long[] values = new long[selection.size()];
    int size = 0;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        values[size++] = columns.int64(column, row);
      }
    }
    Arrays.sort(values, 0, size);
    Items.Builder keys = Items.builder(ScalarType.INT64, size);
    Items.Builder counts = Items.builder(ScalarType.INT64, size);
    int start = 0;
    for (int i = 1; i <= size; i++) {
      if (i == size || values[i] != values[start]) {
        keys.add(values[start]);
        counts.add((long) (i - start));
        start = i;
      }
    }
    return new KeyCounts(keys.build(), counts.build());
  }

  private static KeyCounts booleans(Selection selection, Field field) {
    ActionColumns columns = selection.columns();
    int column = columns.column(field);
    long[] tallies = new long[2];
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row)) {
        tallies[columns.bool(column, row) ? 1 : 0]++;
      }
    }
    Items.Builder keys = Items.builder(ScalarType.BOOL, 2);
    Items.Builder counts = Items.builder(ScalarType.INT64, 2);
    for (int i = 0; i < 2; i++) {
      if (tallies[i] > 0) {
        keys.add(i == 1);
        counts.add(tallies[i]);
      }
    }
    return new KeyCounts(keys.build(), counts.build());
  }
}
