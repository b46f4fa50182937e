package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.KeyOrder;
import java.util.Arrays;

/**
 * The order of actions in time: by timestamp, then by the UTF-8 bytes of the event id, so that
 * actions of the same millisecond have an order that every evaluation agrees on.
 */
public final class TimeOrder {
  private final ActionColumns columns;
  private final int timestamp;
  private final int eventId;

  /**
   * Orders the actions of a batch.
   *
   * @throws IllegalArgumentException when the batch lacks the timestamp or the event id
   */
  public TimeOrder(ActionColumns columns) {
    this.columns = columns;
    this.timestamp = columns.column(StandardField.TIMESTAMP);
    this.eventId = columns.column(StandardField.EVENT_ID);
  }

  int compare(int a, int b) {
    int byTime = Long.compare(columns.int64(timestamp, a), columns.int64(timestamp, b));
    return byTime != 0
        ? byTime
        : KeyOrder.UTF_8.compare(columns.string(eventId, a), columns.string(eventId, b));
  }

  /** Sorts rows, the newest first. */
  void sortNewestFirst(int[] rows) {
    sort(rows.clone(), rows, 0, rows.length, -1);
  }

  /**
   * Sorts rows, the oldest first.
   *
   * @param rows rows of the batch, of which those from {@code from} to before {@code to} are sorted
   */
  public void sortOldestFirst(int[] rows, int from, int to) {
    int[] part = Arrays.copyOfRange(rows, from, to);
    sort(part.clone(), part, 0, part.length, 1);
    System.arraycopy(part, 0, rows, from, part.length);
  }

  /**
   * Sorts {@code target} from {@code from} to {@code to}; {@code source} holds the same there. A
   * merge sort, which needs no boxes.
   *
   * @param sign 1 for the oldest first, −1 for the newest
   */
  private void sort(int[] source, int[] target, int from, int to, int sign) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(target, source, from, middle, sign);
    sort(target, source, middle, to, sign);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right >= to || (left < middle && sign * compare(source[left], source[right]) <= 0);
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }

  /**
   * Returns the value of the oldest or the newest action that has the field.
   *
   * @param sign 1 for the oldest, −1 for the newest
   */
  static Evaluated end(Selection selection, Field field, int sign) {
    ActionColumns columns = selection.columns();
    TimeOrder order = new TimeOrder(columns);
    int column = columns.column(field);
    int end = -1;
    for (int i = 0; i < selection.size(); i++) {
      int row = selection.row(i);
      if (!columns.missing(column, row) && (end < 0 || sign * order.compare(row, end) < 0)) {
        end = row;
      }
    }
    return end < 0
        ? Evaluated.EMPTY_WINDOW
        : Evaluated.present(columns.value(column, end, field.type()));
  }
}
