package io.nearline.features.aggregate;

import io.nearline.features.field.ActionColumns;
import io.nearline.features.field.StandardField;
import io.nearline.features.value.Evaluated;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/** How long before the instant of the evaluation an action was, in ms. */
final class ActionAge {
  private ActionAge() {}

  /**
   * Returns the age of the action that stands out, no value over nothing.
   *
   * @param chosen the one of two times, epoch ms, that stands out
   */
  static Evaluated of(Selection selection, LongBinaryOperator chosen) {
    ActionColumns columns = selection.columns();
    int timestamp = columns.column(StandardField.TIMESTAMP);
    if (selection.size() == 0) {
      return Evaluated.EMPTY_WINDOW;
    }
    long time = columns.int64(timestamp, selection.row(0));
    for (int i = 1; i < selection.size(); i++) {
      time = chosen.applyAsLong(time, columns.int64(timestamp, selection.row(i)));
    }
    return Evaluated.int64(selection.asOfMillis() - time);
  }

  /** Returns the same in SQL, given the term that is the action's time. */
  static Optional<Decomposition> decomposition(Term time) {
    return Decomposition.of(
        List.of(time),
        (terms, asOfMillis) ->
            terms.missing(0)
                ? Evaluated.EMPTY_WINDOW
                : Evaluated.int64(asOfMillis - terms.int64(0)));
  }
}
