package io.nearline.server.vector;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.pinot.PinotTable;
import io.nearline.server.sql.Partitioning;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The different values of a column, numbered in the order of their first rows. Immutable. */
final class ValueIndex {
  private final ScalarType type;
  private final int[] numbers;

  /** For integers: the values in ascending order, and the number of each. */
  private final long[] sorted;

  private final int[] sortedNumbers;

  /** For strings: the number of each. */
  private final Map<String, Integer> byText;

  private ValueIndex(
      ScalarType type,
      int[] numbers,
      long[] sorted,
      int[] sortedNumbers,
      Map<String, Integer> byText) {
    this.type = type;
    this.numbers = numbers;
    this.sorted = sorted;
    this.sortedNumbers = sortedNumbers;
    this.byText = byText;
  }

  /** Indexes a column of integers or strings, of which none is missing. */
  static ValueIndex of(Items column) {
    if (column.type() == ScalarType.STRING) {
      return ofTexts(column);
    }
    long[] values = new long[column.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.int64(i);
    }
    return of(values);
  }

  /** Indexes integers. */
  static ValueIndex of(long[] values) {
    long[] sorted = distinct(values);
    int[] sortedNumbers = new int[sorted.length];
    Arrays.fill(sortedNumbers, -1);
    int[] numbers = new int[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      int place = Arrays.binarySearch(sorted, values[i]);
      if (sortedNumbers[place] < 0) {
        sortedNumbers[place] = count++;
      }
      numbers[i] = sortedNumbers[place];
    }
    return new ValueIndex(ScalarType.INT64, numbers, sorted, sortedNumbers, Map.of());
  }

  /** Returns the different values in ascending order. */
  private static long[] distinct(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int size = Math.min(1, sorted.length);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        sorted[size++] = sorted[i];
      }
    }
    return size == sorted.length ? sorted : Arrays.copyOf(sorted, size);
  }

  private static ValueIndex ofTexts(Items column) {
    Map<String, Integer> byText = new HashMap<>();
    int[] numbers = new int[column.size()];
    for (int i = 0; i < numbers.length; i++) {
      Integer known = byText.putIfAbsent(column.string(i), byText.size());
      numbers[i] = known == null ? byText.size() - 1 : known;
    }
    return new ValueIndex(ScalarType.STRING, numbers, new long[0], new int[0], byText);
  }

  /** Returns how many rows the column has. */
  int rows() {
    return numbers.length;
  }

  /** Returns how many different values there are. */
  int size() {
    return type == ScalarType.STRING ? byText.size() : sorted.length;
  }

  /** Returns the partition of each value, by its number. */
  int[] partitions(Partitioning partitioning) {
    int[] partitions = new int[size()];
    for (int place = 0; place < sorted.length; place++) {
      partitions[sortedNumbers[place]] = partitioning.of(sorted[place]);
    }
    byText.forEach((text, number) -> partitions[number] = partitioning.of(text));
    return partitions;
  }

  /** Returns the number of a row's value; a column of one row stands for any number of rows. */
  int number(int row) {
    return numbers[numbers.length == 1 ? 0 : row];
  }

  /** Returns the number of an integer; −1 when the column does not have it. */
  int find(long value) {
    int place = Arrays.binarySearch(sorted, value);
    return place < 0 ? -1 : sortedNumbers[place];
  }

  /** Returns the number of what stands in a cell; −1 when the column does not have it. */
  int find(PinotTable table, int row, int column) {
    return type == ScalarType.STRING
        ? byText.getOrDefault(table.string(row, column), -1)
        : find(table.int64(row, column));
  }
}
