package io.nearline.ingest.step;

import io.nearline.features.action.Action;
import io.nearline.features.attribute.Attribute;
import java.util.Map;

/**
 * An action that Pinot will hold as it is.
 *
 * @param action the action; vectors are not among its attributes
 * @param promoted the values of promoted attributes that it has: {@link String}, {@link Long},
 *     {@link Double}, {@link Boolean} or {@code float[]}
 */
record CheckedAction(Action action, Map<Attribute, Object> promoted) {}
