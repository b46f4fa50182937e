package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import java.util.List;

/**
 * An action that Pinot will hold as it is.
 *
 * @param action the action; vectors are not among its attributes
 * @param promoted the values of the promoted attributes that it has
 */
record CheckedAction(Action action, List<ColumnValue> promoted) {}
