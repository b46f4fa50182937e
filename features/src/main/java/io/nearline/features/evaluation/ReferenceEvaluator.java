package io.nearline.features.evaluation;

import io.nearline.features.action.Action;
import io.nearline.features.definition.Feature;
import io.nearline.features.field.ActionTable;
import io.nearline.features.value.Evaluated;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What a feature means. */
public final class ReferenceEvaluator {
  private ReferenceEvaluator() {}

  /**
   * Returns a feature's value.
   *
   * @param feature the feature
   * @param actions the actions of one entity, in any order, inside the window or not
   * @param asOf the instant at which the window ends; what it has beyond milliseconds is ignored
   * @throws io.nearline.features.action.InvalidActionException when an attribute that the feature
   *     reads is not of its declared type
   */
  public static Evaluated evaluate(Feature feature, List<Action> actions, Instant asOf) {
    ActionTable table = ActionTable.of(actions, feature.fields());
    int[] rows = IntStream.range(0, actions.size()).toArray();
    return FeatureEvaluator.bind(feature, table)
        .evaluate(rows, 0, rows.length, asOf.toEpochMilli());
  }
}
