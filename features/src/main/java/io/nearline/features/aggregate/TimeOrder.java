package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.Field;
import io.nearline.features.field.StandardField;
import io.nearline.features.value.Evaluated;
import io.nearline.features.value.KeyOrder;

/**
 * The order of actions in time: by timestamp, then by the UTF-8 bytes of the event id, so that
 * actions of the same millisecond have an order that every evaluation agrees on.
 */
final class TimeOrder {
  private final ActionColumns columns;
  private final int timestamp;
  private final int eventId;

  TimeOrder(ActionColumns columns) {
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

  /** Sorts rows, the newest first: a merge sort, which needs no boxes. */
  void sortNewestFirst(int[] rows) {
    sort(rows.clone(), rows, 0, rows.length);
  }

  /** Sorts {@code target} from {@code from} to {@code to}; {@code source} holds the same there. */
  private void sort(int[] source, int[] target, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(target, source, from, middle);
    sort(target, source, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right >= to || (left < middle && compare(source[left], source[right]) >= 0);
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
