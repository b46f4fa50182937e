package io.nearline.server.vector;

import io.nearline.features.type.ScalarType;
import io.nearline.features.value.Items;
import io.nearline.server.pinot.MalformedAnswerException;
import io.nearline.server.pinot.PinotTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The different keys of a column of entities, and which of them each row has. Immutable. */
public final class KeyIndex {
  private final Items keys;
  private final int[] positions;

  /** For integers: the keys in ascending order, and where each is among {@link #keys}. */
  private final long[] sorted;

  private final int[] sortedPositions;

  /** For strings: where each is among {@link #keys}. */
  private final Map<String, Integer> byText;

  private KeyIndex(
      Items keys,
      int[] positions,
      long[] sorted,
      int[] sortedPositions,
      Map<String, Integer> byText) {
    this.keys = keys;
    this.positions = positions;
    this.sorted = sorted;
    this.sortedPositions = sortedPositions;
    this.byText = byText;
  }

  /** Indexes a column of integers or strings, of which none is missing. */
  public static KeyIndex of(Items column) {
    return column.type() == ScalarType.STRING ? ofTexts(column) : ofNumbers(column);
  }

  private static KeyIndex ofTexts(Items column) {
    Map<String, Integer> byText = new HashMap<>();
    Items.Builder keys = Items.builder(ScalarType.STRING, column.size());
    int[] positions = new int[column.size()];
    for (int i = 0; i < column.size(); i++) {
      Integer known = byText.putIfAbsent(column.string(i), byText.size());
      if (known == null) {
        keys.add(column.string(i));
      }
      positions[i] = known == null ? byText.size() - 1 : known;
    }
    return new KeyIndex(keys.build(), positions, new long[0], new int[0], byText);
  }

  private static KeyIndex ofNumbers(Items column) {
    long[] all = new long[column.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = column.int64(i);
    }
    long[] sorted = Arrays.stream(all).sorted().distinct().toArray();
    int[] sortedPositions = new int[sorted.length];
    Arrays.fill(sortedPositions, -1);
    int[] positions = new int[all.length];
    Items.Builder keys = Items.builder(ScalarType.INT64, sorted.length);
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      int place = Arrays.binarySearch(sorted, all[i]);
      if (sortedPositions[place] < 0) {
        sortedPositions[place] = count++;
        keys.add(all[i]);
      }
      positions[i] = sortedPositions[place];
    }
    return new KeyIndex(keys.build(), positions, sorted, sortedPositions, Map.of());
  }

  /** Returns the different keys, in the order of their first rows. */
  public Items keys() {
    return keys;
  }

  /** Returns how many rows the column has. */
  public int rows() {
    return positions.length;
  }

  /** Returns which of {@link #keys} a row has. */
  public int position(int row) {
    return positions[row];
  }

  /**
   * Returns which of {@link #keys} stands in an answer's cell.
   *
   * @throws MalformedAnswerException when it is one that nobody asked for
   */
  int find(PinotTable table, int row, int column) {
    int position;
    if (keys.type() == ScalarType.STRING) {
      position = byText.getOrDefault(table.string(row, column), -1);
    } else {
      int place = Arrays.binarySearch(sorted, table.int64(row, column));
      position = place < 0 ? -1 : sortedPositions[place];
    }
    if (position < 0) {
      throw new MalformedAnswerException(
          String.format(
              "%s: %s (expected: one of those asked for)",
              table.columns().get(column), table.string(row, column)));
    }
    return position;
  }

  /** Returns a key as text, for messages. */
  String text(int position) {
    return keys.type() == ScalarType.STRING ? keys.string(position) : keys.text(position);
  }
}
